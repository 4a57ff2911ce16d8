using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Nascent.Runs.Workers;

/// <summary>The worker's ends of the two pipes, out of reach of whatever else the process prints or reads.</summary>
/// <remarks>Sending is safe for use by several threads; receiving is for one at a time.</remarks>
internal sealed class WorkerConnection : IDisposable
{
    private readonly Lock _gate = new();
    private readonly StreamReader _input;
    private readonly Stream _output;

    private WorkerConnection(Stream input, Stream output)
    {
        _input = new StreamReader(input, new UTF8Encoding(false));
        _output = output;
    }

    /// <summary>Takes the standard streams over and ties this process's life to its parent's.</summary>
    public static WorkerConnection Open(int parent)
    {
        if (!OperatingSystem.IsLinux())
            return new WorkerConnection(Console.OpenStandardInput(), Console.OpenStandardOutput());
        if (!LinuxProcess.DieWithParent(parent))
            EndProcess();
        LinuxProcess.OfferToOutOfMemoryKiller();
        var input = LinuxProcess.TakeOver(0, null);
        var output = LinuxProcess.TakeOver(1, 2); // from here on, what libraries print goes to the error output
        return new WorkerConnection(StreamOf(input, FileAccess.Read), StreamOf(output, FileAccess.Write));
    }

    /// <summary>The next message, or null at the end.</summary>
    public WorkerMessage? Receive()
    {
        while (_input.ReadLine() is { } line)
            if (WorkerProtocol.Decode(line) is { } message)
                return message;
        return null;
    }

    /// <summary>Sends a message; where nobody listens any more the process ends.</summary>
    public void Send(WorkerMessage message)
    {
        var bytes = WorkerProtocol.Encode(message);
        try
        {
            lock (_gate)
            {
                _output.Write(bytes);
                _output.Flush();
            }
        }
        catch (IOException)
        {
            EndProcess();
        }
    }

    /// <summary>Ends this process at once, without waiting for what it does.</summary>
    public static void EndProcess()
    {
        if (OperatingSystem.IsLinux())
            LinuxProcess.EndNow(0);
        Environment.Exit(0);
    }

    public void Dispose()
    {
        _input.Dispose();
        _output.Dispose();
    }

    private static FileStream StreamOf(SafeFileHandle handle, FileAccess access) => new(handle, access, bufferSize: 0, isAsync: false);
}
