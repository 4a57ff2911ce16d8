using System.CommandLine;

namespace Nascent.Cli.Help;

/// <summary>The layouts of the commands that have one; every other page has the groups Arguments and Options.</summary>
internal sealed class HelpLayouts
{
    private readonly Dictionary<Command, HelpLayout> _layouts = [];

    /// <summary>Gives a command's page a layout.</summary>
    public void Set(Command command, HelpLayout layout) => _layouts[command] = layout;

    /// <summary>The layout of a command's page.</summary>
    public HelpLayout Of(Command command) => _layouts.GetValueOrDefault(command) ?? new([new("Options", [.. command.Options])], []);
}
