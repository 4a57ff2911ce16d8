using Nascent.Architectures;
using Nascent.Costs;
using Nascent.Genotypes;
using Nascent.Spaces;
using Nascent.Spaces.Catalog;
using Nascent.Tasks;

namespace Nascent.Tests.Spaces;

public class NasBench201Tests : CatalogueContract
{
    private static readonly SearchSpace Paper = NasBench201.Create();

    protected override SearchSpace Space => Paper;

    protected override Signature Signature => Signature.Image(3, 32, 32, 10);

    [Fact]
    public void There_are_15625_cells_of_six_decisions()
    {
        Paper.Genotypes.Size.ShouldBe(15_625);
        Paper.Genotypes.Decisions.Select(decision => decision.Path.Text).ShouldBe(
        [
            "cell.node[1].from[0]", "cell.node[2].from[0]", "cell.node[2].from[1]", "cell.node[3].from[0]", "cell.node[3].from[1]", "cell.node[3].from[2]",
        ]);
        Paper.Genotypes.Enumerate().Distinct().Count().ShouldBe(15_625);
    }

    [Fact]
    public void Published_strings_round_trip()
    {
        foreach (var genotype in Paper.Genotypes.Enumerate().Where((_, i) => i % 97 == 0))
        {
            var text = NasBench201.Format(genotype);
            NasBench201.Parse(text).ShouldBe(genotype);
        }

        NasBench201.Format(Paper.Genotypes.At(1)).ShouldBe("|none~0|+|none~0|none~1|+|none~0|none~1|skip_connect~2|");
    }

    [Theory]
    [InlineData("|none~0|+|none~0|none~1|", "found 2 nodes, expected 3 nodes joined by '+'")]
    [InlineData("|none~0|+|none~0|+|none~0|none~1|none~2|", "found 1 edges into node 2, expected 2")]
    [InlineData("|none~1|+|none~0|none~1|+|none~0|none~1|none~2|", "found edge 'none~1' into node 1, expected operator~0")]
    [InlineData("|non~0|+|none~0|none~1|+|none~0|none~1|none~2|", "Unknown operator 'non': expected one of none, skip_connect, nor_conv_1x1, nor_conv_3x3, avg_pool_3x3. Did you mean 'none'?")]
    public void A_malformed_string_is_named(string text, string message) =>
        Should.Throw<NascentException>(() => NasBench201.Parse(text)).Message.ShouldContain(message);

    [Fact]
    public void Weights_are_named_by_cell_edge_and_option()
    {
        var genotype = NasBench201.Parse("|nor_conv_3x3~0|+|none~0|skip_connect~1|+|none~0|none~1|skip_connect~2|");
        Paper.Resolve(genotype, Signature).Weights.Select(weight => weight.Name).ShouldContain("stage2.cell[4].node[1].from[0]/nor_conv_3x3.conv.conv.weight");
    }

    [Fact]
    public void A_smaller_proxy_has_the_same_decisions()
    {
        var proxy = NasBench201.Create(channels: 4, cellsPerStage: 1);
        proxy.Genotypes.Decisions.ShouldBe(Paper.Genotypes.Decisions);
        proxy.Check(Signature);
    }

    [Fact]
    public void Costs_of_a_sample_of_architectures_are_the_published_ones() => AssertPublished(every: 50);

    [Fact]
    [Trait("Category", "Slow")]
    public void Costs_of_all_architectures_are_the_published_ones() => AssertPublished(every: 1).ShouldBe(3 * 15_625);

    private static int AssertPublished(int every)
    {
        var (parameters, multiplyAdds) = ((ICostModel)new ParameterCount(), (ICostModel)new MultiplyAdds());
        var compared = 0;
        foreach (var (prefix, side, classes) in new[] { ("c10", 32, 10), ("c100", 32, 100), ("in16", 16, 120) })
        {
            var signature = Signature.Image(3, side, side, classes);
            var rows = NasBench201Table.Read($"{prefix}_params", $"{prefix}_flops").Where((_, i) => i % every == 0).ToArray();
            Parallel.ForEach(rows, new ParallelOptions { MaxDegreeOfParallelism = 2 }, row =>
            {
                var network = Paper.Resolve(NasBench201.Parse(row.Architecture), signature);
                parameters.Total(network).ShouldBe(row.Values[0], row.Architecture);

                // Their FLOPs count the head as (64 + 1) · classes, ours as 64 · classes.
                (multiplyAdds.Total(network) + classes).ShouldBe(row.Values[1], row.Architecture);
                Interlocked.Increment(ref compared);
            });
        }

        return compared;
    }

    [Fact]
    [Trait("Category", "Slow")]
    public void Equal_hashes_are_equal_functions_and_their_number_is_known()
    {
        var space = NasBench201.Create(channels: 2, cellsPerStage: 1);
        var functions = new Dictionary<CanonicalHash, string>();
        var published = new HashSet<string>();
        foreach (var genotype in space.Genotypes.Enumerate())
        {
            var hash = CanonicalHash.Of(space.Resolve(genotype, Signature));
            var function = FunctionOf(genotype);
            functions.TryAdd(hash, function);
            functions[hash].ShouldBe(function);
            published.Add(PublishedStringOf(genotype));
        }

        published.Count.ShouldBe(6_466);
        functions.Values.Distinct().Count().ShouldBe(5_155);
        functions.Count.ShouldBe(5_650);
    }

    /// <summary>
    /// A cell as the expression of its output, in which sums are unordered and flat, zeros vanish, a skip is its source, and a normalised zero (a convolution of
    /// nothing) is a constant. Sharing is not seen: equal hashes must be equal here, not the other way round.
    /// </summary>
    private static string FunctionOf(Genotype genotype) => Unroll(genotype, (source, op) => op switch
    {
        "none" => [],
        "skip_connect" => source,
        "avg_pool_3x3" when source.Length == 0 => [],
        _ when source.Length == 0 => ["constant"],
        _ => [$"({string.Join('+', source)})@{op}"],
    });

    /// <summary>The test of isomorphism of Dong and Yang 2020: an operator of the zero is the zero, a sum of zeros is not.</summary>
    private static string PublishedStringOf(Genotype genotype) => Unroll(genotype, (source, op) => op == "none" || source is ["#"] ? ["#"]
        : op == "skip_connect" ? [string.Join('+', source)] : [$"({string.Join('+', source)})@{op}"]);

    private static string Unroll(Genotype genotype, Func<string[], string, string[]> edge)
    {
        var nodes = new List<string[]> { new[] { "0" } };
        for (var node = 1; node < NasBench201.Nodes; node++)
            nodes.Add([.. Enumerable.Range(0, node).SelectMany(from => edge(nodes[from], genotype[new($"cell.node[{node}].from[{from}]")]!)).Order(StringComparer.Ordinal)]);
        return string.Join('+', nodes[^1]);
    }
}
