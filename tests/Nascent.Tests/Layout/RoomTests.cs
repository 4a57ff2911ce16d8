namespace Nascent.Tests.Layout;

public sealed class RoomTests
{
    private const int MostFiles = 25;
    private static readonly string Source = Path.Combine(ProjectArrowsTests.Root, "src");

    public static TheoryData<string> Projects => [.. Directory.GetDirectories(Source).Select(folder => Path.GetFileName(folder)!).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Projects))]
    public void Rooms_of_a_project_do_not_use_each_other_in_a_circle(string project) =>
        new Rooms(Path.Combine(Source, project)).Circle().ShouldBeEmpty("python3 rooms.py --why names the files behind an arrow; move what both use into a room below them");

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_room_with_many_files_has_rooms_inside(string project)
    {
        var folders = Directory.EnumerateDirectories(Path.Combine(Source, project), "*", SearchOption.AllDirectories).Where(folder => !folder.Contains("/obj") && !folder.Contains("/bin"));
        folders.Where(folder => Directory.GetFiles(folder, "*.cs").Length > MostFiles).Select(folder => Path.GetRelativePath(Source, folder)).ShouldBeEmpty();
    }

    [Fact]
    public void A_circle_is_found_and_named()
    {
        var folder = Directory.CreateTempSubdirectory("rooms-");
        try
        {
            foreach (var (room, type, used) in new[] { ("Up", "Roof", "Floor"), ("Down", "Floor", "Roof") })
                File.WriteAllText(Path.Combine(Directory.CreateDirectory(Path.Combine(folder.FullName, room)).FullName, $"{type}.cs"),
                    $"using House.{(room == "Up" ? "Down" : "Up")};\n\nnamespace House.{room};\n\npublic sealed class {type}({used} other);\n");
            new Rooms(folder.FullName).Circle().ShouldBe(["Down", "Up", "Down"]);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
