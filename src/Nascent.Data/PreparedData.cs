using Nascent.Tasks;

namespace Nascent.Data;

/// <summary>A data set that is ready for search: what is predicted, how inputs are read, and the training and validation parts.</summary>
/// <remarks>The test part is not here: it is kept in a file of its own, which nothing that searches or trains opens.</remarks>
/// <param name="Name">The name of the data, such as <c>fashion-mnist</c>.</param>
/// <param name="Checksum">SHA-256 over all parts and the task, lower-case hexadecimal.</param>
/// <param name="Task">What is predicted.</param>
/// <param name="Preprocessing">How raw inputs become what networks read.</param>
/// <param name="Signature">What networks read and give.</param>
/// <param name="Train">The part that weights are fitted to.</param>
/// <param name="Validation">The part that decides between networks.</param>
public sealed record PreparedData(
    string Name, string Checksum, LearningTask Task, Preprocessing Preprocessing, Signature Signature, Samples Train, Samples Validation)
{
    /// <summary>The same with the validation samples among those that are trained on, behind the others: for a training that decides nothing.</summary>
    public PreparedData WithValidationInTraining() => this with { Train = Train.FollowedBy(Validation) };
}
