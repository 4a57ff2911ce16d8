using Nascent.Data.Sources;

namespace Nascent.Data.Tests.Sources;

public sealed class DataSourceTests
{
    [Fact]
    public void No_word_is_the_embedded_data() => DataSource.Resolve(null).ShouldBe(new DataSource.BuiltIn(DataCatalog.Embedded));

    [Fact]
    public void Every_built_in_name_has_one_line_of_help()
    {
        DataCatalog.All.Select(entry => entry.Name).ShouldBe(["fashion-mnist-12k", "fashion-mnist", "mnist", "cifar10"]);
        DataCatalog.All.ShouldAllBe(entry => entry.Help.Length > 20 && !entry.Help.Contains('\n'));
    }

    [Fact]
    public void A_misspelt_name_suggests_the_nearest() =>
        Should.Throw<NascentException>(() => DataSource.Resolve("fashionmnist")).Message.ShouldBe("Unknown data 'fashionmnist': expected one of fashion-mnist-12k, fashion-mnist, mnist, cifar10. Did you mean 'fashion-mnist'?");

    [Fact]
    public void A_path_that_is_not_there_says_so() =>
        Should.Throw<NascentException>(() => DataSource.Resolve("./nowhere.csv")).Message.ShouldBe("./nowhere.csv: found no such file or folder, expected data: a file, a folder or one of fashion-mnist-12k, fashion-mnist, mnist, cifar10.");
}
