using Nascent.Costs;
using Nascent.Genotypes;
using Nascent.Randomness;
using Nascent.Spaces;
using Nascent.Tasks;
using Nascent.Torch.Training.Optimisers;

namespace Nascent.Torch.Sharing;

/// <summary>The learning rate of each path of a supernet: it falls later for networks that compute more (Jeon et al. 2025, complexity-aware learning rate), which learn slower and would else be ranked below small ones that the shared weights suit already.</summary>
/// <remarks>
/// The rate is h·s^(1 + strength·(1 − 2q)), with h the highest rate, s the share of it that the schedule has left, and q the share of the networks that may be trained, drawn decision by decision, that have fewer multiply-accumulates:
/// at strength 1 that of the largest stays at h, that of the middle one is the schedule's, that of the smallest falls with the square. Deviations: complexity is this rank, and the exponent follows from it alone; momentum is one, where the paper has one for each group of similar networks.
/// </remarks>
internal sealed class PathRates
{
    private const int Draws = 500;
    private const int MostDraws = 5000;
    private static readonly ICostModel Macs = new MultiplyAdds();

    private readonly SearchSpace _space;
    private readonly Signature _signature;
    private readonly LearningRateSchedule _schedule;
    private readonly double _strength;
    private readonly double[] _usual = [];

    /// <param name="supernet">The supernet.</param>
    /// <param name="schedule">The rate of a network of middling cost.</param>
    /// <param name="strength">How much later it falls; 0 for all alike.</param>
    /// <param name="seed">The key of the networks that others are compared with.</param>
    /// <param name="allows">Whether a network may be trained; null for all.</param>
    public PathRates(Supernet supernet, LearningRateSchedule schedule, double strength, Seed seed, Func<Genotype, bool>? allows = null)
    {
        (_space, _signature, _schedule, _strength) = (supernet.Space, supernet.Signature, schedule, strength);
        if (strength > 0)
            _usual = [.. Enumerable.Range(0, MostDraws).Select(i => _space.Genotypes.SampleByDecision(seed.Derive(i))).Where(allows ?? (_ => true)).Take(Draws).Select(MacsOf).Order()];
    }

    /// <summary>The rate of a step that trains some paths, which is that of the path whose rate is highest, and the shares of it that the rates of these are.</summary>
    /// <param name="paths">The paths.</param>
    /// <param name="place">Where the step lies on the schedule.</param>
    public (double Highest, float[] Shares) Of(IEnumerable<Genotype> paths, double place)
    {
        double[] rates = [.. paths.Select(genotype => Of(genotype, place))];
        var highest = rates.Max();
        return (highest, Array.ConvertAll(rates, rate => (float)(rate / highest)));
    }

    private double Of(Genotype genotype, double place)
    {
        var rate = _schedule.At(place);
        return _usual.Length == 0 || _schedule.IsRising(place) ? rate : _schedule.Highest * Math.Pow(rate / _schedule.Highest, 1 + (_strength * (1 - (2 * QuantileOf(genotype)))));
    }

    private double QuantileOf(Genotype genotype)
    {
        var macs = MacsOf(genotype);
        return (_usual.Count(other => other < macs) + (0.5 * _usual.Count(other => other == macs))) / _usual.Length;
    }

    private double MacsOf(Genotype genotype) => Macs.Total(_space.Resolve(genotype, _signature));
}
