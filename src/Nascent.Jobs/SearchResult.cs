using Nascent.Genotypes;
using Nascent.Jobs.Opening;
using Nascent.Journal;
using Nascent.Reporting.Outcomes;
using Nascent.Runs;
using Nascent.Search;

namespace Nascent.Jobs;

/// <summary>What a finished run came to.</summary>
public sealed class SearchResult
{
    private readonly RunFolder _folder;

    internal SearchResult(RunFolder folder, RunStory story) => (_folder, Story) = (folder, story);

    /// <summary>All that there is to tell of the run: candidates, scores, costs.</summary>
    public RunStory Story { get; }

    /// <summary>The run's folder, absolute.</summary>
    public string Folder => _folder.Root;

    /// <summary>The best found network: the answers to its space's decisions. It is what is handed over, unless a baseline is better (<see cref="Verdict"/> says so).</summary>
    public Genotype Winner => Story.State.Trials[Story.Found!.Candidate.TrialNumber!.Value].Genotype;

    /// <summary>The ONNX file, absolute: checked against the trained network on the test set.</summary>
    public string ModelPath => _folder.Path(RunPaths.Model);

    /// <summary>The report, an HTML file, absolute.</summary>
    public string Report => _folder.Path(RunPaths.Report);

    /// <summary>The file's own scores on the test set, its size and its latency.</summary>
    public DeploymentRecord Deployed => Story.State.Deployed!;

    /// <summary>The winner compared with the hand-designed baselines, in a sentence or two.</summary>
    public string Verdict => Reporting.Outcomes.Verdict.Of(Story).Sentence;

    /// <summary>What it cost.</summary>
    public Ledger Ledger => Ledger.Of(Story.State);
}
