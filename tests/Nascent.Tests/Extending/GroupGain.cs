using System.Collections.Immutable;
using Nascent.Architectures;
using Nascent.Architectures.Operators;

namespace Nascent.Tests.Extending;

/// <summary>An operator from outside of the library: it multiplies each group of channels by a trained factor.</summary>
/// <param name="Groups">Factors, which must divide the channels.</param>
public sealed record GroupGain(int Groups) : Operator
{
    public override CanonicalHash Code => OperatorCode.Named("tests.group_gain", Groups);

    public override bool IsPointwise => true;

    public override ZeroRule Zeros => ZeroRule.WhereAllInputsAre;

    public override TensorShape Infer(InputShapes inputs) => Groups >= 1 && inputs.Image.Width % Groups == 0 ? inputs.Image
        : throw inputs.Error($"{Groups} groups for {inputs.Image.Width} channels", "groups that divide them");

    public override ImmutableArray<WeightSlot> Weights(NodePath path, TensorShape input) => [new($"{path}.weight", WeightRole.Scale, [Groups])];

    public override MacCount Macs(TensorShape input, TensorShape output) => new(MacKind.Grouped, output.Count);

    public override Operator Narrowed(int was, int now, int gives) => new GroupGain(Enumerable.Range(1, Groups).Last(groups => now % groups == 0));
}
