using Nascent.Estimation;
using Nascent.Journal;
using Nascent.Trials;

namespace Nascent.Runs.Checkpoints;

/// <summary>Deletes the checkpoints of a run that nothing will go on from, and those of the least promising trials where all of them take too much space.</summary>
/// <remarks>
/// A trial's checkpoint goes once the trial that continues it has ended, all of them when the search ends, and those of full trainings once the winner is chosen and when the run ends. What goes
/// on from a checkpoint that was deleted begins again and has the same result, so that space is the only thing that is decided here. Not safe for use by several threads at once.
/// </remarks>
public sealed class CheckpointRetention
{
    /// <summary>The space that the checkpoints of trials may take: 1 GiB.</summary>
    public const long DefaultLimitBytes = 1L << 30;

    private readonly RunFolder _folder;
    private readonly long _limitBytes;
    private readonly Dictionary<string, (int Trial, long Bytes)> _kept = [];

    /// <summary>Goes on where a run stands, while no worker of it runs: what an earlier part of it left by accident is deleted.</summary>
    /// <param name="folder">The run.</param>
    /// <param name="state">Its state.</param>
    /// <param name="limitBytes">The space that the checkpoints of trials may take.</param>
    public CheckpointRetention(RunFolder folder, RunState state, long limitBytes = DefaultLimitBytes)
    {
        (_folder, _limitBytes) = (folder, limitBytes);
        foreach (var trial in state.Trials.Where(trial => trial.IsFinished))
            Note(trial, state);
        if (!Directory.Exists(folder.CheckpointsPath))
            return;
        var kept = _kept.Keys.Select(folder.Path).ToHashSet();
        foreach (var file in Directory.GetFiles(folder.CheckpointsPath))
            if (!kept.Contains(file) && (state.Phase == RunPhase.Searching || !IsCheckpoint(file)))
                Delete(file);
    }

    /// <summary>Deletes what is of no more use after an event.</summary>
    /// <param name="what">What was recorded.</param>
    /// <param name="state">The state after it.</param>
    public void After(RunEvent what, RunState state)
    {
        if (what is RunEvent.SearchEnded or RunEvent.WinnerChosen or RunEvent.RunFinished)
        {
            _kept.Clear();
            Clear(_folder);
        }
        else if (NumberOf(what) is { } number)
        {
            Note(state.Trials[number], state);
            Trim(state);
        }
    }

    /// <summary>Deletes all checkpoints of a run, to which nothing trains.</summary>
    public static void Clear(RunFolder folder)
    {
        if (Directory.Exists(folder.CheckpointsPath))
            foreach (var file in Directory.GetFiles(folder.CheckpointsPath).Where(IsCheckpoint))
                Delete(file);
    }

    private void Note(Trial trial, RunState state)
    {
        var own = PathOf(trial);
        if (trial.ContinueFrom is { } from && PathOf(state.Trials[from]) is { } earlier && earlier != own && _kept.Remove(earlier))
            Delete(_folder.Path(earlier));
        if (own is not null && new FileInfo(_folder.Path(own)) is { Exists: true } file)
            _kept[own] = (trial.Number, file.Length);
    }

    private void Trim(RunState state)
    {
        var left = _kept.Values.Sum(kept => kept.Bytes) - _limitBytes;
        if (left <= 0)
            return;
        var order = state.Spec!.TrialOrder;
        var awaited = state.Trials.Where(trial => !trial.IsFinished).Select(trial => trial.ContinueFrom).ToHashSet();
        foreach (var (path, (number, bytes)) in _kept.OrderByDescending(kept => state.Trials[kept.Value.Trial], Comparer<Trial>.Create(order.ComparePicks)).ToArray())
        {
            if (left <= 0)
                return;
            if (awaited.Contains(number))
                continue;
            _kept.Remove(path);
            Delete(_folder.Path(path));
            left -= bytes;
        }
    }

    private static int? NumberOf(RunEvent what) => what switch
    {
        RunEvent.TrialSucceeded e => e.Number,
        RunEvent.TrialFailed e => e.Number,
        RunEvent.TrialStopped e => e.Number,
        _ => null,
    };

    // A journal may name any file: only those in the folder of checkpoints are ever deleted.
    private string? PathOf(Trial trial) => trial.Artifacts.FirstOrDefault(artifact => artifact.Kind == ArtifactRef.Checkpoint)?.Path is { } path
        && _folder.Path(path) is var file && Path.GetDirectoryName(file) == _folder.CheckpointsPath && IsCheckpoint(file) ? path : null;

    private static bool IsCheckpoint(string file) => Path.GetExtension(file) == $".{ArtifactRef.Checkpoint}";

    private static void Delete(string file)
    {
        try
        {
            File.Delete(file);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // it takes space, and nothing else
        }
    }
}
