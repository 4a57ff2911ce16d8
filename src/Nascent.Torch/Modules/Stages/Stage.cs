using static TorchSharp.torch;

namespace Nascent.Torch.Modules.Stages;

/// <summary>A part of a network with its own forward and backward rule: one operator, or some that are computed together.</summary>
/// <remarks>Between the two calls a stage holds what it needs. Each output is a handle of its own.</remarks>
internal abstract class Stage(int[] inputs, int output) : IDisposable
{
    /// <summary>Where the inputs stand.</summary>
    public int[] Inputs { get; } = inputs;

    /// <summary>Where the output goes.</summary>
    public int Output { get; } = output;

    /// <summary>Whether the output's memory is never that of an input, so that its only reader may overwrite it.</summary>
    public virtual bool OwnsOutput => false;

    /// <summary>Computes the output while training, and keeps what <see cref="Backward"/> needs.</summary>
    public abstract Tensor Forward(NetworkPass pass);

    /// <summary>Computes the output of a trained network; nothing is kept.</summary>
    public virtual Tensor Infer(NetworkPass pass) => Forward(pass);

    /// <summary>Adds to the gradients of weights and, through the pass, of the inputs.</summary>
    /// <param name="pass">The step.</param>
    /// <param name="gradient">Of the loss by this stage's output; not to be changed unless <paramref name="owned"/>. Let go afterwards unless it is passed on.</param>
    /// <param name="owned">Whether nobody else reads the gradient.</param>
    public abstract void Backward(NetworkPass pass, Tensor gradient, bool owned);

    /// <summary>Lets go of its handles of weights, whose memory is the network's.</summary>
    public virtual void Dispose()
    {
    }
}
