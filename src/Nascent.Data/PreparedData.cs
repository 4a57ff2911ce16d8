using Nascent.Randomness;
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

    /// <summary>The same with one fold of all samples but the test part as the validation part, and the others to train on.</summary>
    /// <param name="count">How many folds there are, at least 2.</param>
    /// <param name="which">Which is left out, counted from 0; beyond the last it begins again.</param>
    public PreparedData Fold(int count, int which)
    {
        var all = Train.FollowedBy(Validation);
        var (folds, left) = (FoldsOf(count), which % count);
        return this with { Train = all.Take([.. folds.Index().Where(row => row.Item != left).Select(row => row.Index)]), Validation = all.Take([.. folds.Index().Where(row => row.Item == left).Select(row => row.Index)]) };
    }

    /// <summary>The fold of each sample of the training part and then of the validation part; the same for the same data. Classes are spread evenly (stratified cross-validation, Kohavi 1995).</summary>
    /// <param name="count">How many folds there are, at least 2.</param>
    public int[] FoldsOf(int count) => Train.FollowedBy(Validation).Targets.Folds(count, new Seed(0).Derive(Checksum));
}
