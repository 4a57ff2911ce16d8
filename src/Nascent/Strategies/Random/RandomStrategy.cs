using Nascent.Randomness;
using Nascent.Trials;

namespace Nascent.Strategies.Random;

/// <summary>Random search: each genotype is drawn uniformly, whatever was found before.</summary>
/// <remarks>
/// Bergstra and Bengio 2012; the baseline that any other strategy must beat (Li and Talwalkar 2019). By default no genotype is proposed twice,
/// which is sampling without replacement, and the search is done when the space is.
/// </remarks>
public sealed class RandomStrategy : IStrategy
{
    private readonly UnseenGenotypes _unseen = new();
    private readonly RandomOptions _options;

    /// <summary>The entry in the table.</summary>
    public static StrategyDescription Description { get; } = StrategyDescription.Of<RandomOptions>(
        "random", "draws networks at random",
        options => new RandomStrategy(options), "Bergstra and Bengio 2012");

    /// <summary>Makes the strategy.</summary>
    /// <exception cref="NascentException">An option is out of range.</exception>
    public RandomStrategy(RandomOptions options) => _options = Description.Checked(options);

    /// <inheritdoc/>
    public Proposal Propose(SearchView view, Seed seed)
    {
        if (!_options.Distinct)
            return new Proposal.Try(view.Space.Sample(seed), view.Fidelity);
        if (_unseen.Draw(view.Space, seed) is not { } genotype)
            return new Proposal.Done("every genotype of the space was proposed");
        _unseen.Add(genotype);
        return new Proposal.Try(genotype, view.Fidelity);
    }

    /// <inheritdoc/>
    public void Observe(Trial finished)
    {
        // what was found changes nothing
    }
}
