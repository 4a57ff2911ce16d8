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
        [.. (preprocessing switch
        {
            Preprocessing.Image => OfImages.Select(entry => entry.Name),
            Preprocessing.Backbone => [LinearProbe.Name],
            _ => OfTables.Select(entry => entry.Name),
        }).Select(CandidateId.Baseline)];

    /// <summary>Builds a network by its name.</summary>
    /// <exception cref="NascentException">There is no such network.</exception>
    public static Architecture Build(string name, PreparedData data)
    {
        if (name == LinearProbe.Name && data.Preprocessing is Preprocessing.Backbone backbone)
            return LinearProbe.Build(backbone, data.Signature);
        var all = OfImages.Concat(OfTables).ToArray();
        var found = Array.Find(all, entry => entry.Name == name);
        return found.Build is null ? throw NascentException.UnknownName("baseline", name, all.Select(entry => entry.Name)) : found.Build(data.Signature);
    }

    /// <summary>Whether a candidate is a model of another kind, which is not trained as a network is.</summary>
    public static bool IsPlainModel(CandidateId candidate) =>
        candidate.BaselineName is { } name && name != LinearProbe.Name && !OfImages.Concat(OfTables).Any(entry => entry.Name == name);

    /// <summary>Whether plain models can be fitted to the data: tables.</summary>
    public static bool HasPlainModels(PreparedData data) => data.Preprocessing is Preprocessing.Table;
}
