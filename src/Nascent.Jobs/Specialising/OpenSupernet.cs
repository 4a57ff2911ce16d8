using Nascent.Architectures;
using Nascent.Costs;
using Nascent.Data;
using Nascent.Data.Storage;
using Nascent.Genotypes;
using Nascent.Jobs.Catalogues;
using Nascent.Jobs.Hosting;
using Nascent.Jobs.Targets;
using Nascent.Predictors;
using Nascent.Randomness;
using Nascent.Spaces;
using Nascent.Tasks;
using Nascent.Torch.Sharing;

namespace Nascent.Jobs.Specialising;

/// <summary>A ready supernet whose facts, space and data are at hand.</summary>
/// <param name="Folder">Its folder.</param>
/// <param name="Facts">What is known of it.</param>
/// <param name="Space">Its space.</param>
/// <param name="Data">The training and validation part.</param>
internal sealed record OpenSupernet(SupernetFolder Folder, SupernetFacts Facts, SearchSpace Space, PreparedData Data)
{
    private const string Weights = "weights";

    /// <summary>The key of a supernet's randomness.</summary>
    public static Seed SeedOf(ulong seed) => new Seed(seed).Derive("supernet");

    /// <summary>Opens it, and checks that its weights are those that were trained.</summary>
    /// <exception cref="NascentException">A file is missing, damaged or of another supernet.</exception>
    public static OpenSupernet Of(SupernetFolder folder)
    {
        var facts = JsonFile.Read<SupernetFacts>(folder.Facts, SupernetFolder.Noun);
        if (facts.Version != SupernetFacts.Present)
            throw new NascentException($"{folder.Facts}: found version {facts.Version}, expected {SupernetFacts.Present}; train the supernet again, or use the version of nascent that trained it ({facts.Program}).");
        if (folder.WeightsChecksum() != facts.WeightsSha256)
            throw new NascentException($"{folder.Weights}: its checksum is not that of supernet.json, expected the weights that were trained; train the supernet again.");
        var data = PreparedDataFile.Read(folder.Data);
        return data.Checksum == facts.DataSha256 ? new(folder, facts, SearchSpace.FromJson(facts.Space.ToJsonString(), folder.Facts), data)
            : throw new NascentException($"{folder.Data}: found other data than supernet.json names, expected {facts.Data}.");
    }

    /// <summary>A supernet with its weights; the caller's to dispose.</summary>
    public Supernet Load()
    {
        var supernet = new Supernet(Space, Data.Signature, SeedOf(Facts.Seed).Derive(Weights), transforms: true);
        supernet.Restore(Folder.Weights);
        return supernet;
    }

    /// <summary>Its networks, for latency tables.</summary>
    public TimedSpace Timed => new(Space, Data.Signature, Data.Task, Data.Preprocessing);

    /// <summary>The network of a genotype.</summary>
    public Architecture NetworkOf(Genotype genotype) => Space.Resolve(genotype, Data.Signature);

    /// <summary>What is known of a network without training.</summary>
    public static Metrics CostsOf(Architecture network) => new(CostTable.Totals(network));

    /// <summary>The predictor of scores that its networks were scored for.</summary>
    public AccuracyPredictor FitPredictor(Catalogue catalogue) => SubnetSampling.Fit(catalogue, Space, Data.Signature, Facts.Metric, Facts.Scored, SeedOf(Facts.Seed));
}
