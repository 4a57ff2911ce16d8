namespace Nascent.Search;

/// <summary>What a ledger's energy and carbon are computed from: assumptions, not measurements.</summary>
/// <param name="WattsPerCore">Watts that one busy core draws, with its share of the machine, at least 0.</param>
/// <param name="GramsPerKilowattHour">Grams of CO₂-equivalent that the power grid emits for a kilowatt-hour, at least 0. 480 is the mean of the world's electricity in 2023 (Ember, Global Electricity Review 2024).</param>
public sealed record LedgerAssumptions(double WattsPerCore = 15, double GramsPerKilowattHour = 480);
