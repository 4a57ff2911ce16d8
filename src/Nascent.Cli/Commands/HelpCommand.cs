using System.CommandLine;
using Nascent.Cli.Help;
using Nascent.Cli.Hosting;

namespace Nascent.Cli.Commands;

/// <summary><c>nascent help COMMAND</c>: the same page as <c>nascent COMMAND --help</c>.</summary>
internal static class HelpCommand
{
    public static Command Build(RootCommand root, HelpPage page)
    {
        var command = new Command("help", "Show this page, or the help of a command.");
        var name = new Argument<string?>("COMMAND") { Arity = ArgumentArity.ZeroOrOne, Description = "The command. Default: this overview." };
        command.Add(name);
        command.SetAction(parsed =>
        {
            page.Write(parsed.GetValue(name) is { } word ? Named(root, word) : root);
            return ExitCode.Done;
        });
        return command;
    }

    private static Command Named(RootCommand root, string word)
    {
        Command[] shown = [.. root.Subcommands.Where(command => !command.Hidden)];
        return Array.Find(shown, command => command.Name == word) ?? throw NascentException.UnknownName("command", word, shown.Select(command => command.Name));
    }
}
