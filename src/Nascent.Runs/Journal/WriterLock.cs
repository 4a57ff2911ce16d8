using System.Globalization;

namespace Nascent.Runs.Journal;

/// <summary>The right to write to a run: a lock on a file that the system takes back when the process ends, however it ends.</summary>
/// <remarks>Beside the lock lies <c>FILE.pid</c>, which names the holder for the error that others get.</remarks>
public sealed class WriterLock : IDisposable
{
    private const int Tries = 20;
    private const int WouldBlock = 11; // EWOULDBLOCK of Linux, as .NET hands it on
    private const int SharingViolation = unchecked((int)0x80070020); // of Windows
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(50);

    private readonly FileStream _file;
    private readonly string _holder;

    private WriterLock(FileStream file, string holder)
    {
        _file = file;
        _holder = holder;
    }

    /// <summary>Takes the lock; one that its holder is just giving up is waited for, a second at most.</summary>
    /// <param name="path">The lock's file, which is made where there is none.</param>
    /// <param name="time">The clock of the wait.</param>
    /// <exception cref="NascentException">Another process holds it, or the file cannot be made.</exception>
    public static WriterLock Take(string path, TimeProvider time)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
                var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
                NameHolder(path + ".pid");
                return new WriterLock(file, path + ".pid");
            }
            catch (IOException failure) when (failure.HResult is WouldBlock or SharingViolation)
            {
                if (attempt == Tries)
                    throw new NascentException($"Run folder '{Path.GetDirectoryName(path)}': {Holder(path + ".pid")} writes to this run. Wait for it or end it, then try again.", failure);
                Task.Delay(BetweenTries, time).Wait();
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                throw new NascentException($"Run folder '{Path.GetDirectoryName(path)}' cannot be written: {failure.Message} Give write permission, or choose another folder for runs.", failure);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            File.Delete(_holder);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // the folder was moved or deleted, which the run's own failure tells
        }

        _file.Dispose();
    }

    private static void NameHolder(string path)
    {
        try
        {
            File.WriteAllText(path, Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        }
        catch (IOException)
        {
            // the name is a courtesy: what needs the space says so itself
        }
    }

    private static string Holder(string path)
    {
        try
        {
            return $"process {File.ReadAllText(path)}";
        }
        catch (IOException)
        {
            return "another process";
        }
    }
}
