namespace Nascent.Packages.Tests;

public sealed class LineChangesTests
{
    private const string Approved = """
        namespace Nets
        {
            public sealed class Layer
            {
                public int Width { get; }
                public void Grow(int by) { }
            }
            public enum Kind
            {
                Dense = 0,
            }
        }
        """;

    [Fact]
    public void What_is_gone_and_what_is_new_is_named_with_its_type() =>
        LineChanges.Between(Approved, Approved.Replace("int by", "long by", StringComparison.Ordinal))
            .ShouldBe("- Layer: public void Grow(int by) { }\n+ Layer: public void Grow(long by) { }");

    [Fact]
    public void A_line_that_was_there_twice_and_is_there_once_is_gone_once() =>
        LineChanges.Between("one\none\n", "one\n").ShouldBe("- one");

    [Fact]
    public void Another_order_is_said() => LineChanges.Between("one\ntwo\n", "two\none\n").ShouldBe("The lines are the same in another order.");

    [Fact]
    public void Of_many_changes_the_first_are_shown() =>
        LineChanges.Between("", string.Join('\n', Enumerable.Range(0, 50).Select(i => $"line{i}"))).ShouldEndWith("+ line39\nand 10 lines more");
}
