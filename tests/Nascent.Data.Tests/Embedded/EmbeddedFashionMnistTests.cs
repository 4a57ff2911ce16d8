using Nascent.Data.Loading;
using Nascent.Data.Sources;
using Nascent.Randomness;
using Nascent.Tasks;

namespace Nascent.Data.Tests.Embedded;

public sealed class EmbeddedFashionMnistTests
{
    private static readonly LoadedData Loaded = DataLoader.Load(DataSource.Resolve(null), DataOptions.Default, new Seed(1));

    [Fact]
    public void No_word_loads_the_embedded_data_with_nine_thousand_training_one_thousand_validation_and_two_thousand_test_images()
    {
        Loaded.Prepared.Name.ShouldBe("fashion-mnist-12k");
        Loaded.Prepared.Train.Count.ShouldBe(9_000);
        Loaded.Prepared.Validation.Count.ShouldBe(1_000);
        Loaded.Test.Samples.Count.ShouldBe(2_000);
        Loaded.Prepared.Signature.OutputCount.ShouldBe(10);
        Loaded.Prepared.Signature.Inputs.ShouldBe(Signature.Image(1, 28, 28, 10).Inputs);
    }

    [Fact]
    public void Every_part_is_balanced()
    {
        foreach (var (samples, each) in new[] { (Loaded.Prepared.Train, 900), (Loaded.Prepared.Validation, 100), (Loaded.Test.Samples, 200) })
            ((SampleTargets.Labels)samples.Targets).Indices.CountBy(label => label).ShouldAllBe(pair => pair.Value == each);
    }

    [Fact]
    public void Pixels_are_standardised_by_the_training_part_near_the_known_mean_of_Fashion_MNIST()
    {
        var image = Loaded.Prepared.Preprocessing.ShouldBeOfType<Preprocessing.Image>();
        image.Mean[0].ShouldBe(0.2860, 0.005);
        image.StandardDeviation[0].ShouldBe(0.3530, 0.005);
    }

    [Fact]
    public void One_seed_gives_one_split_and_another_seed_another()
    {
        DataLoader.Load(DataSource.Resolve(null), DataOptions.Default, new Seed(1)).Prepared.Checksum.ShouldBe(Loaded.Prepared.Checksum);
        var other = DataLoader.Load(DataSource.Resolve("fashion-mnist-12k"), DataOptions.Default, new Seed(2));
        other.Prepared.Checksum.ShouldNotBe(Loaded.Prepared.Checksum);
        ((SampleValues.Pixels)other.Test.Samples.Values).Bytes.ShouldBe(((SampleValues.Pixels)Loaded.Test.Samples.Values).Bytes);
    }
}
