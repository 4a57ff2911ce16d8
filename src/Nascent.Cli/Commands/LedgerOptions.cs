using System.CommandLine;
using Nascent.Jobs.Requests;
using Nascent.Search;

namespace Nascent.Cli.Commands;

/// <summary>The options of commands that show a run's ledger: what its energy and carbon are computed from.</summary>
internal sealed class LedgerOptions
{
    private static readonly LedgerAssumptions Usual = new();

    private readonly Option<string?> _watts = new("--watts-per-core") { HelpName = "W", Description = $"Watts that a busy core is assumed to draw, for the ledger's energy. Default: {Usual.WattsPerCore}." };
    private readonly Option<string?> _carbon = new("--carbon-intensity") { HelpName = "G", Description = $"Grams of CO₂ that a kilowatt-hour is assumed to cause. Default: {Usual.GramsPerKilowattHour}, the world's mean." };

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_watts);
        command.Add(_carbon);
    }

    /// <summary>The assumptions that a command line makes.</summary>
    /// <exception cref="NascentException">A value is not as expected.</exception>
    public LedgerAssumptions Read(ParseResult parsed) => new(
        parsed.GetValue(_watts) is { } watts ? Quantity.Amount("--watts-per-core", watts) : Usual.WattsPerCore,
        parsed.GetValue(_carbon) is { } carbon ? Quantity.Amount("--carbon-intensity", carbon) : Usual.GramsPerKilowattHour);
}
