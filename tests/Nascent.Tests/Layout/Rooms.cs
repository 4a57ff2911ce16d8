using System.Text.RegularExpressions;

namespace Nascent.Tests.Layout;

/// <summary>The rooms of a project, which are its folders, and which room uses which: a file uses a type that it names and that its namespace or usings make visible.</summary>
internal sealed partial class Rooms
{
    private readonly Dictionary<string, HashSet<string>> _uses = [];

    /// <summary>Reads a project.</summary>
    /// <param name="folder">Its folder.</param>
    public Rooms(string folder)
    {
        var files = Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Where(path => Path.GetRelativePath(folder, path).Split('/') is [not ("bin" or "obj"), ..]).Select(path => SourceFile.Read(folder, path)).ToArray();
        var holders = files.SelectMany(file => file.Types.Select(type => (type, file))).ToLookup(pair => pair.type, pair => pair.file);
        foreach (var file in files)
            foreach (var other in file.Words.Except(file.Types).SelectMany(word => holders[word]).Where(other => other.Room != file.Room && file.Visible.Contains(other.Namespace)))
                (_uses.TryGetValue(file.Room, out var used) ? used : _uses[file.Room] = []).Add(other.Room);
    }

    /// <summary>A circle of rooms that use each other, the first one again at the end; empty where there is none.</summary>
    public IReadOnlyList<string> Circle()
    {
        var (done, path) = (new HashSet<string>(), new List<string>());
        return _uses.Keys.Order(StringComparer.Ordinal).Select(Visit).FirstOrDefault(circle => circle.Count > 0) ?? [];

        List<string> Visit(string room)
        {
            if (path.IndexOf(room) is >= 0 and var start)
                return [.. path[start..], room];
            if (!done.Add(room))
                return [];
            path.Add(room);
            foreach (var used in _uses.GetValueOrDefault(room, []).Order(StringComparer.Ordinal))
                if (Visit(used) is { Count: > 0 } circle)
                    return circle;
            path.RemoveAt(path.Count - 1);
            return [];
        }
    }

    private sealed partial record SourceFile(string Room, string Namespace, HashSet<string> Types, HashSet<string> Words, HashSet<string> Visible)
    {
        public static SourceFile Read(string folder, string path)
        {
            var code = Plain().Replace(File.ReadAllText(path), "");
            var parts = Path.GetRelativePath(folder, path).Split('/');
            var own = NamespaceForm().Match(code).Groups["name"].Value;
            var names = own.Split('.');
            HashSet<string> visible = [.. Enumerable.Range(1, names.Length).Select(count => string.Join('.', names[..count])), .. UsingForm().Matches(code).Select(match => match.Groups["name"].Value)];
            var body = UsingForm().Replace(NamespaceForm().Replace(code, ""), "");
            return new(parts.Length == 1 ? "the root" : parts[0], own, [.. TypeForm().Matches(code).Select(match => match.Groups["name"].Value)], [.. WordForm().Matches(body).Select(match => match.Value)], visible);
        }

        [GeneratedRegex("\"\"\"[\\s\\S]*?\"\"\"|//[^\\n]*|/\\*[\\s\\S]*?\\*/|\"(?:\\\\.|[^\"\\\\\\n])*\"")]
        private static partial Regex Plain();

        [GeneratedRegex(@"^namespace\s+(?<name>[\w.]+);", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
        private static partial Regex NamespaceForm();

        [GeneratedRegex(@"^using\s+(static\s+)?(?<name>[\w.]+);", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
        private static partial Regex UsingForm();

        [GeneratedRegex(@"^(public |internal |static |sealed |abstract |partial |readonly |ref )*(class|struct|interface|enum|record( struct| class)?) (?<name>[A-Z]\w*)", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
        private static partial Regex TypeForm();

        [GeneratedRegex(@"(?<![\w.])[A-Z]\w*")]
        private static partial Regex WordForm();
    }
}
