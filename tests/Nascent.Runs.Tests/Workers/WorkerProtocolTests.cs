using System.Text;
using Nascent.Estimation;
using Nascent.Estimation.Curves;
using Nascent.Genotypes;
using Nascent.Runs.Workers;
using Nascent.Search;
using Nascent.Search.Stopping;
using Nascent.Trials;

namespace Nascent.Runs.Tests.Workers;

public sealed class WorkerProtocolTests
{
    [Fact]
    public void A_job_with_a_rule_that_may_stop_it_reaches_a_worker_as_it_was()
    {
        var curve = ScoreCurve.Of([new CurvePoint(1, 0.2, 1.5), new CurvePoint(2, 0.5, 1.1)], maximise: true, isFinished: true);
        var order = new StopOrder("curve", true, new([curve], 0.5, 3), true);
        var job = new EvaluationJob("trial:1", CandidateId.Trial(1), Genotype.Empty, Fidelity.Of("fake").With(Fidelity.Epochs, 3), 7, 0, false, null, Stopping: order);
        var line = Encoding.UTF8.GetString(WorkerProtocol.Encode(new WorkerMessage.Evaluate(job))).Trim();
        var read = WorkerProtocol.Decode(line).ShouldBeOfType<WorkerMessage.Evaluate>().Job;
        (read.Id, read.Candidate, read.Fidelity, read.Seed).ShouldBe((job.Id, job.Candidate, job.Fidelity, job.Seed));
        var stopping = read.Stopping!;
        (stopping.Rule, stopping.Maximise, stopping.IsControl, stopping.Known.Bar, stopping.Known.Points).ShouldBe(("curve", true, true, 0.5, 3));
        var after = stopping.Known.Curves.ShouldHaveSingleItem();
        (after.IsFinished, after.Scores.SequenceEqual(curve.Scores), after.Losses.SequenceEqual(curve.Losses)).ShouldBe((true, true, true));
    }
}
