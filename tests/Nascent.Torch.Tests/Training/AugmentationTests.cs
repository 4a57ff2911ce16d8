using Nascent.Torch.Training;

namespace Nascent.Torch.Tests.Training;

public sealed class AugmentationTests
{
    [Theory]
    [InlineData("auto", "auto")]
    [InlineData("none", "none")]
    [InlineData("cutout, mirror", "mirror,cutout")]
    [InlineData("color", "colour")]
    [InlineData("mirror,shift,cutout,mixup,colour", "mirror,shift,cutout,mixup,colour")]
    public void Words_read_back(string text, string canonical)
    {
        var read = Augmentation.Parse(text);
        read.ToString().ShouldBe(canonical);
        Augmentation.Parse(canonical).ShouldBe(read);
    }

    [Theory]
    [InlineData("flip", "'flip'")]
    [InlineData("auto,mirror", "'auto'")]
    [InlineData("", "''")]
    public void Other_words_are_refused_with_those_that_there_are(string text, string found) =>
        Should.Throw<NascentException>(() => Augmentation.Parse(text)).Message.ShouldBe($"--augment: found {found}, expected auto, none, or some of mirror, shift, cutout, mixup, colour with commas between them.");

    [Theory]
    [InlineData("none")]
    [InlineData("mirror,shift")]
    [InlineData("cutout,mixup,colour")]
    public void A_recipe_says_what_it_was_asked_for(string text) =>
        Augmentation.Of(RecipeDefaults.For(SyntheticData.Bars(), Augmentation.Parse(text))).ToString().ShouldBe(text);
}
