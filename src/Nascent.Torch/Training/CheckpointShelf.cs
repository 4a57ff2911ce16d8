using Nascent.Estimation;
using Nascent.Files;
using Nascent.Torch.Training.Checkpoints;

namespace Nascent.Torch.Training;

/// <summary>The checkpoints of a run: one file for each training, which a later checkpoint of the same training replaces.</summary>
/// <param name="artifactFolder">The run's folder for files; they lie in <c>checkpoints</c> below it and are named relative to the folder that holds it.</param>
internal sealed class CheckpointShelf(string artifactFolder)
{
    private const string Folder = "checkpoints";
    private readonly string _parent = Path.GetDirectoryName(Path.GetFullPath(artifactFolder))!;

    /// <summary>Whether there is one of a training.</summary>
    public bool Has(string training) => File.Exists(Path.Combine(_parent, PathOf(training)));

    /// <summary>Lets a training go on from a checkpoint.</summary>
    /// <param name="session">The training, at its beginning.</param>
    /// <param name="training">Which training it is.</param>
    /// <param name="path">The file, relative to the run's folder; null for the training's own.</param>
    /// <param name="spent">What the job had cost that was broken off at the checkpoint; nothing where it was not.</param>
    /// <returns>Why it could not, as a sentence; null where it does.</returns>
    public string? Resume(TrainingSession session, string training, string? path, out Cost spent)
    {
        var from = path ?? PathOf(training);
        spent = Cost.None;
        try
        {
            var checkpoint = CheckpointFile.Read(FolderPath.Of(_parent, from));
            if (checkpoint.Training != training)
                throw new NascentException("is of another training: network, data, recipe, seed or schedule differ");
            session.GoOnFrom(checkpoint);
            spent = checkpoint.Spent;
            return null;
        }
        catch (NascentException failure)
        {
            return $"Trained from the start: the checkpoint {from} {failure.Message}.";
        }
    }

    /// <summary>Writes one.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public ArtifactRef Write(TrainingCheckpoint checkpoint)
    {
        var path = PathOf(checkpoint.Training);
        return new(ArtifactRef.Checkpoint, path, CheckpointFile.Write(Path.Combine(_parent, path), checkpoint));
    }

    private string PathOf(string training) =>
        Path.Combine(Path.GetFileName(Path.TrimEndingDirectorySeparator(artifactFolder)), Folder, $"{TrainingIdentity.HashOf(training)[..16]}.{ArtifactRef.Checkpoint}");
}
