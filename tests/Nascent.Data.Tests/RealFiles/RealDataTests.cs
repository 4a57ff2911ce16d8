using System.Formats.Tar;
using System.IO.Compression;
using Nascent.Data.Loading;
using Nascent.Data.Sources;
using Nascent.Randomness;
using Nascent.Tasks;
using Nascent.Testing;

namespace Nascent.Data.Tests.RealFiles;

public sealed class RealDataTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Adult_has_no_header_missing_texts_and_two_classes()
    {
        var loaded = Load.From(ExternalData.PathOf("tabular/adult-train.csv"));
        Total(loaded).ShouldBe(32_561);
        loaded.Prepared.Task.ShouldBeOfType<LearningTask.Classification>().Classes.ShouldBe(["<=50K", ">50K"]);
        var columns = loaded.Prepared.Preprocessing.ShouldBeOfType<Preprocessing.Table>().Columns;
        columns.OfType<TableColumn.Numeric>().Count().ShouldBe(6);
        columns.OfType<TableColumn.Categorical>().Count().ShouldBe(8);
        columns[1].ShouldBeOfType<TableColumn.Categorical>().Categories.ShouldNotContain("?");
    }

    [Fact]
    public void Sonar_and_German_have_no_header()
    {
        var sonar = Load.From(ExternalData.PathOf("tabular/sonar.csv"));
        (Total(sonar), sonar.Prepared.Train.Columns().FeatureCount).ShouldBe((208, 2 * 60));
        var german = Load.From(ExternalData.PathOf("tabular/german.csv"));
        Total(german).ShouldBe(1_000);
        german.Prepared.Task.ShouldBeOfType<LearningTask.Classification>().Classes.ShouldBe(["1", "2"]);
    }

    [Fact]
    public void Wine_quality_is_classes_or_numbers_with_commas_or_semicolons()
    {
        var path = ExternalData.PathOf("tabular/winequality-red.csv");
        Load.From(path).Prepared.Task.ShouldBeOfType<LearningTask.Classification>().Classes.ShouldBe(["3", "4", "5", "6", "7", "8"]);
        var semicolons = _folder.Write("wine.csv", File.ReadAllText(path).Replace(',', ';'));
        var loaded = Load.From(semicolons, new() { Task = TaskKind.Regression });
        loaded.Prepared.Task.ShouldBeOfType<LearningTask.Regression>().Mean.ShouldBe(5.636, 0.05);
        Total(loaded).ShouldBe(1_599);
    }

    [Fact]
    public void California_housing_has_a_header_missing_numbers_and_a_category()
    {
        var loaded = Load.From(ExternalData.PathOf("tabular/california_housing.csv"), new() { Label = "median_house_value" });
        Total(loaded).ShouldBe(20_640);
        var columns = loaded.Prepared.Preprocessing.ShouldBeOfType<Preprocessing.Table>().Columns;
        columns.Single(column => column.Name == "total_bedrooms").ShouldBeOfType<TableColumn.Numeric>().HasMissing.ShouldBeTrue();
        columns.Single(column => column.Name == "ocean_proximity").ShouldBeOfType<TableColumn.Categorical>().Categories.ShouldContain("NEAR BAY");
        loaded.Prepared.Task.ShouldBeOfType<LearningTask.Regression>().Mean.ShouldBe(206_856, 3_000);
    }

    [Fact]
    public void Digits_have_columns_of_one_value_which_must_be_skipped_on_purpose()
    {
        var path = ExternalData.PathOf("tabular/sklearn_digits.csv.gz");
        Should.Throw<NascentException>(() => Load.From(path)).Message.ShouldEndWith("column 'column1' has the one value 0, expected at least two different ones; correct it, or pass --skip-bad to leave it out.");
        var loaded = Load.From(path, new() { SkipBad = true });
        (Total(loaded), loaded.Skipped).ShouldBe((1_797, 3));
        loaded.Prepared.Signature.OutputCount.ShouldBe(10);
    }

    [Fact]
    public void A_first_line_that_counts_rows_and_columns_is_a_ragged_row()
    {
        var path = ExternalData.PathOf("tabular/sklearn_breast_cancer.csv");
        Should.Throw<NascentException>(() => Load.From(path)).Message.ShouldEndWith("line 2: found 31 fields, expected 4 as in line 1; correct it, or pass --skip-bad to leave it out.");
    }

    [Fact]
    public void CIFAR_10_batches_have_the_known_labels_and_mean()
    {
        var loaded = Load.From(ExternalData.PathOf("images/cifar10_lossless_4000.bin.gz"));
        Total(loaded).ShouldBe(4_000);
        var image = loaded.Prepared.Preprocessing.ShouldBeOfType<Preprocessing.Image>();
        foreach (var (channel, mean) in new[] { 0.4914, 0.4822, 0.4465 }.Index())
            image.Mean[channel].ShouldBe(mean, 0.01);
    }

    [Fact]
    public void MNIST_is_found_in_a_folder_of_other_files()
    {
        var loaded = Load.From(ExternalData.PathOf("images"));
        (loaded.Prepared.Train.Count, loaded.Prepared.Validation.Count, loaded.Test.Samples.Count).ShouldBe((54_000, 6_000, 3_000));
        var image = loaded.Prepared.Preprocessing.ShouldBeOfType<Preprocessing.Image>();
        image.Mean[0].ShouldBe(0.13066, 0.001);
        image.StandardDeviation[0].ShouldBe(0.30811, 0.001);
    }

    [Fact]
    public void Photographs_in_folders_are_read_with_their_parts()
    {
        using (var file = File.OpenRead(ExternalData.PathOf("images/cifar10_jpeg.tar.gz")))
        using (var tar = new TarReader(new GZipStream(file, CompressionMode.Decompress)))
            for (var taken = 0; taken < 60 && tar.GetNextEntry() is { } entry;)
                if (entry.EntryType == TarEntryType.RegularFile && entry.Name.EndsWith("1.jpg", StringComparison.Ordinal))
                {
                    entry.ExtractToFile(_folder.File($"train/{(taken % 2 == 0 ? "even" : "odd")}/{taken++}.jpg"), overwrite: true);
                }

        var loaded = Load.From(_folder.Path);
        Total(loaded).ShouldBe(60);
        (loaded.Prepared.Train.Pixels().Height, loaded.Prepared.Train.Pixels().Channels).ShouldBe((32, 3));
    }

    [Fact]
    public void Fashion_MNIST_is_read_from_Debians_folder()
    {
        if (!Directory.Exists(DataCatalog.DebianFashionMnist))
            Assert.Skip("Debian's package dataset-fashion-mnist is not installed.");
        var loaded = DataLoader.Load(DataSource.Resolve("fashion-mnist"), DataOptions.Default, new Seed(1));
        (loaded.Prepared.Train.Count, loaded.Prepared.Validation.Count, loaded.Test.Samples.Count).ShouldBe((54_000, 6_000, 10_000));
        var image = loaded.Prepared.Preprocessing.ShouldBeOfType<Preprocessing.Image>();
        image.Mean[0].ShouldBe(72.94 / 255, 0.001);
    }

    private static int Total(LoadedData loaded) => loaded.Prepared.Train.Count + loaded.Prepared.Validation.Count + loaded.Test.Samples.Count;
}
