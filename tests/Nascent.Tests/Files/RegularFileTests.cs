using System.Diagnostics;
using System.Net.Sockets;
using Nascent.Architectures;
using Nascent.Files;
using Nascent.Predictors;

namespace Nascent.Tests.Files;

public sealed class RegularFileTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("nascent-files-").FullName;

    [Fact]
    public void What_does_not_end_is_refused_without_being_opened()
    {
        var (pipe, place) = (Path.Combine(_root, "pipe"), Path.Combine(_root, "socket"));
        using (var made = Process.Start("mkfifo", [pipe]))
            made.WaitForExit();
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(place));
        Error(pipe).ShouldBe($"{pipe}: found a pipe, which is not a regular file, expected numbers.");
        Error(place).ShouldBe($"{place}: found a socket, which is not a regular file, expected numbers.");
        var link = Path.Combine(_root, "link");
        File.CreateSymbolicLink(link, pipe);
        Error(link).ShouldBe($"{link}: found a pipe, which is not a regular file, expected numbers.");
        Error("/dev/zero").ShouldBe("/dev/zero: found a device, which is not a regular file, expected numbers.");
        Error(_root).ShouldBe($"{_root}: found a folder, expected numbers.");
        Error(Path.Combine(_root, "none")).ShouldEndWith("none: found no file, expected numbers.");
    }

    [Fact]
    public void A_file_of_more_bytes_than_expected_is_refused()
    {
        var path = Path.Combine(_root, "long");
        File.WriteAllText(path, "1234567890");
        RegularFile.ReadText(path, "numbers", mostBytes: 10).ShouldBe("1234567890");
        Should.Throw<NascentException>(() => RegularFile.ReadText(path, "numbers", mostBytes: 9)).Message.ShouldBe($"{path}: found 10 bytes, expected numbers of at most 9 bytes.");
    }

    [Fact]
    public void Readers_of_the_core_refuse_devices()
    {
        Should.Throw<NascentException>(() => WeightFile.Read("/dev/zero")).Message.ShouldContain("not a regular file");
        Should.Throw<NascentException>(() => PredictorFile.Read("/dev/zero")).Message.ShouldContain("not a regular file");
    }

    [Fact]
    public void A_file_that_cannot_be_written_to_its_end_leaves_nothing()
    {
        var path = Path.Combine(_root, "file");
        File.WriteAllText(path, "old");
        Should.Throw<IOException>(() => WholeFile.Write(path, file =>
        {
            file.Write(new byte[100]);
            throw new IOException("No space left on device");
        }));
        Directory.GetFiles(_root).ShouldBe([path]);
        File.ReadAllText(path).ShouldBe("old");
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private static string Error(string path) => Should.Throw<NascentException>(() => RegularFile.Open(path, "numbers")).Message;
}
