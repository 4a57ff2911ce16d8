using System.Collections.Immutable;
using Nascent.Jobs.Requests;

namespace Nascent.Jobs.Tests.Requests;

public sealed class WordListTests
{
    [Theory]
    [InlineData("id", "id")]
    [InlineData("id, name,", "id|name")]
    [InlineData("a\\,b,c", "a,b|c")]
    [InlineData("\\N,-99", "\\N|-99")]
    [InlineData("a\\\\,b", "a\\|b")]
    [InlineData("", "")]
    public void Words_are_divided_by_commas(string text, string words) => string.Join('|', WordList.Parse(text)).ShouldBe(words);

    [Fact]
    public void Words_read_back_as_they_were()
    {
        ImmutableArray<string> words = ["id", "a,b", "\\N", "c\\", "d"];
        WordList.Parse(WordList.Text(words)).ShouldBe(words);
        WordList.Text([]).ShouldBeNull();
        WordList.Parse(null).ShouldBeEmpty();
    }
}
