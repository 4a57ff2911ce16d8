namespace Nascent.Cli.Outcome;

/// <summary>One line of what a run cost.</summary>
/// <param name="Item">What it is.</param>
/// <param name="Amount">How much, with its unit.</param>
/// <param name="Note">How it was measured or assumed; may be empty.</param>
internal sealed record LedgerLine(string Item, string Amount, string Note = "");
