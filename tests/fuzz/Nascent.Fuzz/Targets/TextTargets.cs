using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Nascent.Genotypes;
using Nascent.Jobs.Requests;
using Nascent.Journal.Json;
using Nascent.Predictors;
using Nascent.Randomness;
using Nascent.Spaces;
using Nascent.Spaces.Catalog;
using Nascent.Tasks;
using Nascent.Testing.Search;

namespace Nascent.Fuzz.Targets;

/// <summary>Texts: spaces, genotypes, requests, predictors.</summary>
internal static class TextTargets
{
    private static readonly SearchSpace[] Spaces = [SmallSpaces.Layers, SmallSpaces.Six, .. SpaceCatalog.All.Select(entry => SpaceCatalog.Create(entry.Name))];

    /// <summary>A space is read, checked, and one of its genotypes resolved.</summary>
    public static FuzzTarget Space() => FuzzTarget.Of(Spaces.Select(space => Encoding.UTF8.GetBytes(space.ToJson())), (bytes, _) =>
    {
        var space = SearchSpace.FromJson(Encoding.UTF8.GetString(bytes), "space.json");
        var signature = space.Input == InputKind.Image ? Signature.Image(3, 32, 32, 10) : Signature.Features(6, 3);
        space.Check(signature);
        space.Resolve(space.Genotypes.Sample(new Seed(1)), signature);
        SearchSpace.FromJson(space.ToJson());
    });

    /// <summary>A text is read as a genotype of no space, of every space, and as a published one.</summary>
    public static FuzzTarget Genotypes()
    {
        var texts = Spaces.SelectMany(space => Enumerable.Range(0, 3).Select(i => space.Genotypes.Sample(new Seed(1).Derive(i)).ToString()))
            .Append("|nor_conv_3x3~0|+|nor_conv_3x3~0|avg_pool_3x3~1|+|skip_connect~0|nor_conv_3x3~1|skip_connect~2|");
        return FuzzTarget.Of(texts.Select(Encoding.UTF8.GetBytes), (bytes, stream) =>
        {
            var text = Encoding.UTF8.GetString(bytes);
            if (text.StartsWith('|'))
                NasBench201.Parse(text);
            else
                _ = (Genotype.Parse(text), Spaces.Any(space => Reads(space, text)));
        });
    }

    public static FuzzTarget Request() => FuzzTarget.Of(
        ((string[])[
            """{"data":"photos/","budget":"10m","limits":["params<=100k","latency<=2.5"],"seed":3,"epochs":2,"maximize":["accuracy"],"strategy":"regularized-evolution","strategyOptions":{"population":20}}""",
            """{"space":{"name":"own"},"memoryLimit":"2GB","trialTimeout":90,"header":true,"ignore":["a","b"],"validationShare":0.2,"split":"time:when","imageSize":32,"background":"#ff0000","trials":40}""",
            "{}", JsonSerializer.Serialize(SampleRun.Spec, JournalJson.Default.RunSpec),
        ]).Select(Encoding.UTF8.GetBytes),
        (bytes, _) => SearchRequest.FromJson(SearchRequest.FromJson(Encoding.UTF8.GetString(bytes), "r.json").ToJson()));

    /// <summary>A predictor whose content is damaged and sealed anew; it is read and fitted.</summary>
    public static FuzzTarget Predictor(string folder)
    {
        var (path, domain) = (Path.Combine(folder, "predictor.json"), PredictorDomain.Of(SmallSpaces.Layers, Signature.Features(6, 3)));
        byte[] File(PredictorDescription kind)
        {
            var seen = Enumerable.Range(0, 6).Select(i => new PredictorObservation(new(domain.Space.Sample(new Seed(1).Derive(i)), Metrics.None.With("params", 100 * i)), i * 0.1));
            PredictorFile.Write(path, AccuracyPredictor.Fit(kind, domain, "accuracy", [.. seen], new Seed(3)).Record);
            return System.IO.File.ReadAllBytes(path);
        }

        return FuzzTarget.Of(CorePredictors.All.Select(File), (bytes, _) =>
        {
            System.IO.File.WriteAllBytes(path, bytes);
            var record = PredictorFile.Read(path);
            AccuracyPredictor.Fit(CorePredictors.All.FirstOrDefault(kind => kind.Name == record.Predictor) ?? CorePredictors.All[0], domain, record).Predict([]);
        }) with
        { Seal = Sealed };
    }

    private static bool Reads(SearchSpace space, string text)
    {
        try
        {
            space.Genotypes.Parse(text);
            return true;
        }
        catch (NascentException)
        {
            return false;
        }
    }

    private static byte[] Sealed(byte[] file, RandomStream stream)
    {
        var text = Encoding.UTF8.GetString(file);
        var (sum, content) = (text.IndexOf("\"checksum\":\"", StringComparison.Ordinal) + 12, text.IndexOf("\"content\":", StringComparison.Ordinal) + 10);
        if (stream.NextInt(8) == 0 || sum < 12 || content < sum || sum + 64 > text.Length || content >= text.Length)
            return file;
        var digest = SHA256.HashData(Encoding.UTF8.GetBytes(text[content..^1]));
        return Encoding.UTF8.GetBytes(text[..sum] + Convert.ToHexStringLower(digest) + text[(sum + 64)..]);
    }
}
