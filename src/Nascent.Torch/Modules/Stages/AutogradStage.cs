using Nascent.Torch.Modules.Operators;
using static TorchSharp.torch;

namespace Nascent.Torch.Modules.Stages;

/// <summary>Any operator: libtorch records this one alone and gives its gradient.</summary>
internal sealed class AutogradStage(ModuleStep step) : Stage(step.Inputs, step.Output)
{
    private Tensor[] _leaves = [];
    private Tensor? _result;

    public override Tensor Forward(NetworkPass pass)
    {
        if (!pass.Records)
            return Run(pass, training: true);
        using var recording = enable_grad();
        _leaves = new Tensor[Inputs.Length];
        for (var i = 0; i < Inputs.Length; i++)
            _leaves[i] = pass.Value(Inputs[i]).detach().requires_grad_(pass.Needs(Inputs[i]));
        _result = step.Run(_leaves, training: true, pass.Dropout);
        return _result.detach();
    }

    public override Tensor Infer(NetworkPass pass) => Run(pass, training: false);

    public override void Backward(NetworkPass pass, Tensor gradient, bool owned)
    {
        if (_result!.requires_grad)
            _result.backward([gradient]);
        for (var i = 0; i < Inputs.Length; i++)
            if (pass.Needs(Inputs[i]) && _leaves[i].grad is { } byInput)
                pass.AddGradient(Inputs[i], byInput, owned: false);
        _result.Dispose();
        foreach (var leaf in _leaves)
            leaf.Dispose();
        (_leaves, _result) = ([], null);
    }

    private Tensor Run(NetworkPass pass, bool training)
    {
        var inputs = new Tensor[Inputs.Length];
        for (var i = 0; i < inputs.Length; i++)
            inputs[i] = pass.Value(Inputs[i]);
        var result = step.Run(inputs, training, pass.Dropout);
        return inputs.Any(input => ReferenceEquals(input, result)) ? result.alias() : result;
    }
}
