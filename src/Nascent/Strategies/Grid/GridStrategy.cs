using System.Numerics;
using Nascent.Genotypes;
using Nascent.Randomness;
using Nascent.Trials;

namespace Nascent.Strategies.Grid;

/// <summary>Grid search: every genotype once, in an order that does not depend on what was found.</summary>
/// <remarks>
/// By default the i-th proposal is the genotype at (start + i · stride) mod size of <see cref="DecisionSpace.At"/>, where the stride has no factor in common with the size, so that each comes once,
/// and is near size / φ, so that any stretch of proposals is spread evenly over the space (Weyl 1916; Knuth, The Art of Computer Programming, volume 3, section 6.4).
/// <see cref="EvenStride"/> says how it is chosen; the seed decides where it starts. The size has no bound.
/// </remarks>
public sealed class GridStrategy : IStrategy
{
    private readonly GridOptions _options;
    private BigInteger _proposed;
    private BigInteger _place;
    private BigInteger _stride = BigInteger.One;

    /// <summary>The entry in the table.</summary>
    public static StrategyDescription Description { get; } = StrategyDescription.Of<GridOptions>(
        "grid", "tries all networks, evenly spread over the space",
        options => new GridStrategy(options), "the additive recurrence of Weyl 1916");

    /// <summary>Makes the strategy.</summary>
    /// <exception cref="NascentException">An option is out of range.</exception>
    public GridStrategy(GridOptions options) => _options = Description.Checked(options);

    /// <inheritdoc/>
    public Proposal Propose(SearchView view, Seed seed)
    {
        var size = view.Space.Size;
        if (_proposed == size)
            return new Proposal.Done("every genotype of the space was proposed");
        if (_proposed.IsZero && !_options.Lexicographic)
        {
            _place = seed.Derive("start").Stream().NextBigInteger(size);
            _stride = EvenStride.Of(view.Space, _place);
        }

        var genotype = view.Space.At(_place);
        _place = (_place + _stride) % size;
        _proposed++;
        return new Proposal.Try(genotype, view.Fidelity);
    }

    /// <inheritdoc/>
    public void Observe(Trial finished)
    {
        // what was found changes nothing
    }
}
