using System.Collections.Immutable;

namespace Nascent.Cli.Help;

/// <summary>How a command's page of help is ordered.</summary>
/// <param name="Groups">The groups of its options or commands, in order.</param>
/// <param name="Examples">Command lines, each with what it does.</param>
internal sealed record HelpLayout(ImmutableArray<HelpGroup> Groups, ImmutableArray<(string Line, string Meaning)> Examples);
