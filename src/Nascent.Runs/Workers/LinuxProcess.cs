using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace Nascent.Runs.Workers;

/// <summary>What Linux offers for processes and .NET does not: priorities, death with the parent, spare descriptors, memory in use.</summary>
[SupportedOSPlatform("linux")]
internal static partial class LinuxProcess
{
    private const int DuplicateCloseOnExec = 1030; // F_DUPFD_CLOEXEC
    private const int SetParentDeathSignal = 1; // PR_SET_PDEATHSIG
    private const int Kill = 9; // SIGKILL
    private const int Stop = 19; // SIGSTOP
    private const int Continue = 18; // SIGCONT
    private const int OpenReadOnly = 0; // O_RDONLY

    /// <summary>Lowers the priority of the calling thread, and of the processes that it starts: on Linux, niceness belongs to threads.</summary>
    public static void NiceCallingThread(int niceness) => _ = SetPriority(0, 0, niceness);

    /// <summary>Has the kernel kill this process when the thread that started it ends; false where the parent has gone already.</summary>
    public static bool DieWithParent(int parent)
    {
        _ = ProcessControl(SetParentDeathSignal, Kill, 0, 0, 0);
        return GetParent() == parent;
    }

    /// <summary>The parent's process id; another one than at the start means that the parent has ended.</summary>
    public static int Parent => GetParent();

    /// <summary>Moves a standard stream to a private descriptor, which children do not inherit, and puts another one in its place.</summary>
    /// <param name="standard">0 for input, 1 for output.</param>
    /// <param name="replacement">The descriptor that takes its place, or null for <c>/dev/null</c>.</param>
    public static SafeFileHandle TakeOver(int standard, int? replacement)
    {
        var taken = FileControl(standard, DuplicateCloseOnExec, 3);
        if (taken < 0)
            throw new IOException($"Descriptor {standard} cannot be duplicated: error {Marshal.GetLastPInvokeError()}.");
        var other = replacement ?? Open("/dev/null", OpenReadOnly);
        if (other < 0 || Duplicate(other, standard) < 0)
            throw new IOException($"Descriptor {standard} cannot be replaced: error {Marshal.GetLastPInvokeError()}.");
        return new SafeFileHandle(taken, ownsHandle: true);
    }

    /// <summary>Makes this process the first to go when the machine runs out of memory, so that the main process stays.</summary>
    public static void OfferToOutOfMemoryKiller()
    {
        try
        {
            File.WriteAllText("/proc/self/oom_score_adj", "800");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // a container may forbid it: then the kernel chooses by size, as it would anyway
        }
    }

    /// <summary>Stops a process where it is, until <see cref="GoOn"/>; nothing where it has gone.</summary>
    public static void Hold(int process) => _ = SendSignal(process, Stop);

    /// <summary>Lets a process that was held go on.</summary>
    public static void GoOn(int process) => _ = SendSignal(process, Continue);

    /// <summary>Ends this process without running anything more in it.</summary>
    public static void EndNow(int code) => ExitNow(code);

    /// <summary>Resident memory of a process in bytes, or null where it has gone.</summary>
    public static long? ResidentBytes(int process) =>
        ReadFields($"/proc/{process}/statm") is [_, var resident, ..] ? long.Parse(resident, CultureInfo.InvariantCulture) * Environment.SystemPageSize : null;

    /// <summary>Processor time of a process over all its threads, or null where it has gone.</summary>
    public static TimeSpan? ProcessorTime(int process)
    {
        // Fields are counted after the command's name, which is in brackets and may hold anything; user and system time are the 14th and 15th of all.
        if (ReadText($"/proc/{process}/stat") is not { } text || text.LastIndexOf(')') is not (> 0 and var end))
            return null;
        var fields = text[(end + 2)..].Split(' ');
        var ticks = long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture);
        return TimeSpan.FromSeconds(ticks / (double)TicksPerSecond);
    }

    private const int TicksPerSecond = 100; // USER_HZ, the same on every architecture that .NET runs on

    private static string[]? ReadFields(string path) => ReadText(path)?.Split(' ');

    private static string? ReadText(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return null; // the process has ended
        }
    }

    [LibraryImport("libc", EntryPoint = "setpriority")]
    private static partial int SetPriority(int which, int who, int priority);

    [LibraryImport("libc", EntryPoint = "prctl")]
    private static partial int ProcessControl(int option, nint second, nint third, nint fourth, nint fifth);

    [LibraryImport("libc", EntryPoint = "_exit")]
    private static partial void ExitNow(int code);

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int SendSignal(int process, int signal);

    [LibraryImport("libc", EntryPoint = "getppid")]
    private static partial int GetParent();

    [LibraryImport("libc", EntryPoint = "fcntl", SetLastError = true)]
    private static partial int FileControl(int descriptor, int command, int argument);

    [LibraryImport("libc", EntryPoint = "dup2", SetLastError = true)]
    private static partial int Duplicate(int descriptor, int target);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);
}
