using Nascent.Spaces.Catalog;

namespace Nascent.Tests.Spaces;

public class SpaceCatalogTests
{
    [Fact]
    public void Every_entry_makes_the_space_of_its_name_and_kind()
    {
        foreach (var entry in SpaceCatalog.All)
        {
            var space = SpaceCatalog.Create(entry.Name);
            space.Name.ShouldBe(entry.Name);
            space.Input.ShouldBe(entry.Input);
        }
    }

    [Fact]
    public void An_unknown_name_lists_the_known_ones() =>
        Should.Throw<NascentException>(() => SpaceCatalog.Create("tinycnn")).Message
            .ShouldBe("Unknown search space 'tinycnn': expected one of tiny-cnn, tabular, mlp, mobile, elastic-mobile, elastic-mobile-large, elastic-resnet, elastic-mlp, nasnet, darts-cells, nas-bench-201. Did you mean 'tiny-cnn'?");
}
