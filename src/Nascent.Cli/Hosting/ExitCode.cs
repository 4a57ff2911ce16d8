namespace Nascent.Cli.Hosting;

/// <summary>What the program tells the shell.</summary>
internal static class ExitCode
{
    /// <summary>What was asked for is done.</summary>
    public const int Done = 0;

    /// <summary>It failed for a reason that is not the user's.</summary>
    public const int Failed = 1;

    /// <summary>The command line or its input is wrong; the message says what to do.</summary>
    public const int BadInput = 2;

    /// <summary>It was interrupted and can be resumed.</summary>
    public const int Interrupted = 130;
}
