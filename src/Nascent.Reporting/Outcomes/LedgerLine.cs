namespace Nascent.Reporting.Outcomes;

/// <summary>One line of what a run cost.</summary>
/// <param name="Key">Its field in JSON.</param>
/// <param name="Value">How much, in the unit that the key names.</param>
/// <param name="Item">What it is, in words.</param>
/// <param name="Amount">How much, with its unit, for people.</param>
/// <param name="Note">How it was measured or assumed; may be empty.</param>
public sealed record LedgerLine(string Key, double Value, string Item, string Amount, string Note = "");
