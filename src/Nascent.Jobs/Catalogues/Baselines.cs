using System.Collections.Immutable;
using Nascent.Architectures;
using Nascent.Data;
using Nascent.Spaces.HandDesigned;
using Nascent.Tasks;
using Nascent.Trials;

namespace Nascent.Jobs.Catalogues;

/// <summary>The hand-designed networks and the plain models that a run's winner is set beside.</summary>
public static class Baselines
{
    private static readonly (string Name, Func<Signature, Architecture> Build)[] OfImages = [(LeNet5.Name, LeNet5.Build), (SmallMobileNet.Name, SmallMobileNet.Build)];
    private static readonly (string Name, Func<Signature, Architecture> Build)[] OfTables = [(TwoLayerPerceptron.Name, TwoLayerPerceptron.Build)];

    /// <summary>The networks for some data, trained by the winner's recipe.</summary>
    public static ImmutableArray<CandidateId> NetworksFor(Preprocessing preprocessing) =>
        [.. (preprocessing is Preprocessing.Image ? OfImages : OfTables).Select(entry => CandidateId.Baseline(entry.Name))];

    /// <summary>Builds a network by its name.</summary>
    /// <exception cref="NascentException">There is no such network.</exception>
    public static Architecture Build(string name, Signature signature)
    {
        var all = OfImages.Concat(OfTables).ToArray();
        var found = Array.Find(all, entry => entry.Name == name);
        return found.Build is null ? throw NascentException.UnknownName("baseline", name, all.Select(entry => entry.Name)) : found.Build(signature);
    }

    /// <summary>Whether a candidate is a model of another kind, which is not trained as a network is.</summary>
    public static bool IsPlainModel(CandidateId candidate) =>
        candidate.BaselineName is { } name && !OfImages.Concat(OfTables).Any(entry => entry.Name == name);

    /// <summary>Whether plain models can be fitted to the data: tables.</summary>
    public static bool HasPlainModels(PreparedData data) => data.Preprocessing is Preprocessing.Table;
}
