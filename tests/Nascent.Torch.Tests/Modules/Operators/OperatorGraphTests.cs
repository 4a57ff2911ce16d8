using Nascent.Architectures;
using Nascent.Architectures.Operators;
using Nascent.Torch.Modules.Operators;

namespace Nascent.Torch.Tests.Modules.Operators;

public sealed class OperatorGraphTests
{
    // in → a → b (passes a on) → c; d reads a and c.
    private static readonly OperatorGraph Graph = Make();

    [Fact]
    public void A_walk_gives_every_value_in_order()
    {
        var values = Graph.Walk<string>(["x"], (step, read) => $"{step.Node.Path}({string.Join(',', read)})");
        values[Graph.OutputSlot].ShouldBe("d(a(x),c(b(a(x))))");
        values.ShouldAllBe(value => value != null);
    }

    [Fact]
    public void A_value_is_let_go_once_after_its_last_reader_under_any_slot()
    {
        var gone = new List<string>();
        var values = Graph.Walk<string>(["x"], (step, read) => step.Node.Path.Text == "b" ? read[0] : $"{step.Node.Path}({gone.Count})", gone.Add);
        gone.ShouldBe(["a(0)", "c(0)"]);
        values.ShouldBe(["x", null, null, null, "d(0)"]);
    }

    [Fact]
    public void What_is_kept_inputs_and_the_output_are_not_let_go()
    {
        var gone = new List<string>();
        var values = Graph.Walk<string>(["x"], (step, _) => step.Node.Path.Text, gone.Add, new HashSet<int> { 3 });
        gone.ShouldBe(["b", "a"]);
        values.ShouldBe(["x", null, null, "c", "d"]);
    }

    private static OperatorGraph Make()
    {
        var net = new ArchitectureBuilder("walked");
        var a = net.Add(new("a"), new Operator.Identity(), net.Input("x", TensorType.Float(TensorShape.Features(2))));
        var c = net.Add(new("c"), new Operator.Identity(), net.Add(new("b"), new Operator.Identity(), a));
        net.Output("y", net.Add(new("d"), new Operator.Add(), a, c));
        return new OperatorGraph(net.Build(), _ => null);
    }
}
