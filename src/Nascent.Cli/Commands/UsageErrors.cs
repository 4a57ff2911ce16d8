using System.CommandLine;
using System.CommandLine.Parsing;

namespace Nascent.Cli.Commands;

/// <summary>What is wrong with a command line, in one sentence.</summary>
internal static class UsageErrors
{
    /// <summary>The first error, or null.</summary>
    public static string? Find(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        var name = command is RootCommand ? "nascent" : $"nascent {command.Name}";
        // a word that looks like an option is never meant as an argument
        var swallowed = parsed.CommandResult.Children.OfType<ArgumentResult>().SelectMany(argument => argument.Tokens).Select(token => token.Value).FirstOrDefault(word => word.StartsWith('-') && word.Length > 1);
        if ((swallowed ?? (parsed.UnmatchedTokens is [var first, ..] ? first : null)) is { } unknown)
            return Unknown(command, unknown) + $" See '{name} --help'.";
        return parsed.Errors is [var error, ..] ? $"{Describe(error)} See '{name} --help'." : null;
    }

    private static string Unknown(Command command, string word)
    {
        if (word.StartsWith('-'))
            return NascentException.UnknownName("option", word, command.Options.Where(option => !option.Hidden).Select(option => option.Name)).Message;
        return command.Subcommands.Count > 0
            ? NascentException.UnknownName("command", word, command.Subcommands.Where(sub => !sub.Hidden).Select(sub => sub.Name)).Message
            : $"Found '{word}', expected nothing more{(command.Arguments.Count == 0 ? "" : $" after {string.Join(' ', command.Arguments.Select(argument => argument.Name))}")}.";
    }

    private static string Describe(ParseError error) => error.SymbolResult switch
    {
        OptionResult option when option.Tokens.Count == 0 => $"{option.Option.Name}: found no value, expected {option.Option.HelpName ?? "one"}.",
        OptionResult option when option.Option.Arity.MaximumNumberOfValues <= 1 => $"{option.Option.Name}: given {option.Tokens.Count} times, expected once.",
        ArgumentResult argument when argument.Tokens.Count == 0 => $"{argument.Argument.Name}: found nothing, expected {Expected(argument.Argument.Name)}.",
        CommandResult command when command.Command.Arguments is [var first, ..] && first.Arity.MinimumNumberOfValues > 0 => $"{first.Name}: found nothing, expected {Expected(first.Name)}.",
        _ => error.Message,
    };

    private static string Expected(string argument) => argument switch
    {
        "RUN" or "OTHER" => "the folder or the name of a run ('nascent list runs')",
        "TABLE" => "the name of a table ('nascent list tables') or its file",
        "MODEL" => "an .onnx file that a run wrote",
        "SPACE" => "the name of a search space ('nascent list spaces') or its JSON file",
        "INPUT" => "an image, a folder of images or a CSV file",
        _ => "a value",
    };
}
