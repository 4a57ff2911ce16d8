using Nascent.Architectures;
using Nascent.Architectures.Operators;
using Nascent.Randomness;

namespace Nascent.Onnx.Tests;

public sealed class GraphSnapshotTests
{
    [Fact]
    public void A_small_image_classifier_has_this_graph() =>
        GraphText.Of(Fixture.OfImages(new Seed(1), 1, 8, 8, (net, image) =>
        {
            var conv = net.Add(new NodePath("stem").Child("conv"), new Operator.Convolution(4, 3, 1, 1, 1, 1, false), image);
            var norm = net.Add(new NodePath("stem").Child("norm"), new Operator.BatchNorm(), conv);
            var act = net.Add(new NodePath("stem").Child("act"), new Operator.Activation(ActivationFunction.HardSwish), norm);
            var pool = net.Add(new NodePath("stem").Child("pool"), new Operator.Pool(PoolKind.Average, 3, 2, 1), act);
            return net.Add(new("pool"), new Operator.GlobalPool(PoolKind.Average), net.Add(new("drop"), new Operator.Dropout(0.1), pool));
        }).Export().Bytes).ShouldBe(
            """
            ir 8, opsets ai.onnx 17
            input image Uint8[batch,1,8,8]: pixels, 0 to 255
            output scores Float[batch,3]: one score a class, before softmax
            output probabilities Float[batch,3]: one probability a class
            constant image.mean Float[1,1,1]
            constant image.deviation Float[1,1,1]
            constant stem.conv.weight Float[4,1,3,3]
            constant stem.conv.bias Float[4]
            constant classifier.weight Float[3,4]
            constant classifier.bias Float[3]
            image.float = Cast(image) to=1 // preprocessing
            image.centred = Sub(image.float, image.mean) // preprocessing
            image.normalised = Div(image.centred, image.deviation) // preprocessing
            stem.conv = Conv(image.normalised, stem.conv.weight, stem.conv.bias) dilations=[1,1] group=1 kernel_shape=[3,3] pads=[1,1,1,1] strides=[1,1] // stem.conv
            stem.act = HardSwish(stem.conv) // stem.act
            stem.pool = AveragePool(stem.act) count_include_pad=0 kernel_shape=[3,3] pads=[1,1,1,1] strides=[2,2] // stem.pool
            pool = GlobalAveragePool(stem.pool) // pool
            flatten = Flatten(pool) axis=1 // flatten
            classifier = Gemm(flatten, classifier.weight, classifier.bias) transB=1 // classifier
            scores = Identity(classifier) // output
            probabilities = Softmax(classifier) axis=1 // output
            """);

    [Fact]
    public void A_small_table_regressor_has_this_graph() =>
        GraphText.Of(Fixture.OfTable(new Seed(2), (net, columns) => columns, new Tasks.LearningTask.Regression("price", 250_000, 40_000)).Export().Bytes).ShouldBe(
            """
            ir 8, opsets ai.onnx 17, ai.onnx.ml 3
            input colour String[batch,1]: category, empty where missing
            input age Double[batch,1]: number, NaN where missing
            input year Double[batch,1]: number, NaN where missing
            input scores String[batch,1]: category, empty where missing
            input rooms Double[batch,1]: number, NaN where missing
            output prediction Double[batch,1]: price, in its own unit
            constant columns.mean Double[3]
            constant columns.deviation Double[3]
            constant constant.0 Float[]
            constant constant.[0,2] Int64[2]
            constant constant.[0,3] Int64[2]
            constant constant.[5,6,7,0,3,1,8,9,2,4] Int64[10]
            constant head.weight Float[1,10]
            constant head.bias Float[1]
            constant constant.double.40000 Double[]
            constant constant.double.250000 Double[]
            columns.numbers = Concat(age, year, rooms) axis=1 // preprocessing
            columns.missing = IsNaN(columns.numbers) // preprocessing
            columns.centred = Sub(columns.numbers, columns.mean) // preprocessing
            columns.standard = Div(columns.centred, columns.deviation) // preprocessing
            columns.float32 = Cast(columns.standard) to=1 // preprocessing
            columns.known = Where(columns.missing, constant.0, columns.float32) // preprocessing
            columns.flags = Cast(columns.missing) to=1 // preprocessing
            columns.flagged = Gather(columns.flags, constant.[0,2]) axis=1 // preprocessing
            colour.onehot = OneHotEncoder(colour) cats_strings=[blue,grün,red] zeros=1 // preprocessing
            colour.features = Reshape(colour.onehot, constant.[0,3]) // preprocessing
            scores.onehot = OneHotEncoder(scores) cats_strings=[high,low] zeros=1 // preprocessing
            scores.features = Reshape(scores.onehot, constant.[0,2]) // preprocessing
            columns.parts = Concat(columns.known, columns.flagged, colour.features, scores.features) axis=1 // preprocessing
            columns.features = Gather(columns.parts, constant.[5,6,7,0,3,1,8,9,2,4]) axis=1 // preprocessing
            head = Gemm(columns.features, head.weight, head.bias) transB=1 // head
            prediction.float64 = Cast(head) to=11 // output
            prediction.scaled = Mul(prediction.float64, constant.double.40000) // output
            prediction = Add(prediction.scaled, constant.double.250000) // output
            """);
}
