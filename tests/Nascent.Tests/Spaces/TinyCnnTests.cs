using Nascent.Spaces;
using Nascent.Spaces.Catalog;
using Nascent.Tasks;

namespace Nascent.Tests.Spaces;

public class TinyCnnTests : CatalogueContract
{
    private static readonly SearchSpace Tiny = TinyCnn.Create();

    protected override SearchSpace Space => Tiny;

    protected override Signature Signature => Signature.Image(1, 28, 28, 10);
}
