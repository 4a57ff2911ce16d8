using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Nascent.Journal;
using Nascent.Journal.Json;
using Nascent.Trials;

namespace Nascent.Tests.Journal;

/// <summary>Holds the stored form: what a journal of version 1 looks like is in <c>Stored/events.v1.jsonl</c>, which is never changed, only added to.</summary>
public sealed class StoredFormTests
{
    private static readonly string[] Lines = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Journal", "Stored", "events.v1.jsonl"));

    [Fact]
    public void Every_stored_event_is_read_and_written_back_as_it_was()
    {
        foreach (var line in Lines)
            JsonNode.DeepEquals(JsonNode.Parse(JournalJson.Write(JournalJson.Read(line, 1))), JsonNode.Parse(line)).ShouldBeTrue(JournalJson.Write(JournalJson.Read(line, 1)));
    }

    [Fact]
    public void There_is_a_stored_event_of_every_kind()
    {
        var kinds = typeof(RunEvent).GetCustomAttributes<JsonDerivedTypeAttribute>().Select(kind => (string)kind.TypeDiscriminator!);
        kinds.Except(Lines.Select(line => (string)JsonNode.Parse(line)!["kind"]!)).ShouldBeEmpty();
        typeof(RunEvent).GetNestedTypes().Where(type => type.IsSubclassOf(typeof(RunEvent))).Count().ShouldBe(kinds.Count(), "every event has a name in the stored form");
    }

    [Fact]
    public void The_stored_events_fold_to_the_state_they_tell()
    {
        var state = Lines.Select(line => JournalJson.Read(line, 1)).Aggregate(RunState.Empty, (folded, next) => folded.Apply(next));
        (state.Phase, state.SearchEndReason, state.Trials.Count, state.Manifests.Count).ShouldBe((RunPhase.Finished, "trials", 5, 2));
        state.Trials.Select(trial => trial.State).ShouldBe([
            TrialState.Succeeded, TrialState.Rejected, TrialState.Duplicate,
            TrialState.Failed, TrialState.Stopped]);
        state.Trials[2].Metrics["accuracy"].ShouldBe(0.875);
        state.Retrained[0].Test!["accuracy"].ShouldBe(0.91);
        state.SharedSearch!.Outcome.Candidates.Select(candidate => candidate.ToString()).ShouldBe(["a.features=8", "a.features=16"]);
        (state.Check!.Estimator, state.Check.Trials[1].Value).ShouldBe(("params", null));
        state.Final!.Evaluation.Course!.Changes.ShouldBe([new(10, 140), new(60, 120)]);
        state.FinalFailure!.Reason.ShouldBe("nan");
        state.Deployed!.SizeBytes.ShouldBe(40000);
        state.ActiveTime.ShouldBe(TimeSpan.FromSeconds(21), "events a second apart, and a pause of an hour before the resume");
    }

    [Fact]
    public void A_member_that_this_version_does_not_know_is_passed_over() =>
        JournalJson.Read("""{"kind":"search-ended","reason":"time","addedLater":5}""", 1).ShouldBe(new RunEvent.SearchEnded("time"));

    [Fact]
    public void An_event_of_a_newer_form_is_refused() => Should.Throw<NascentException>(() => JournalJson.Read("{}", 2)).Message
        .ShouldBe("Journal: found an event of form 2, expected at most 1; use the newer version of Nascent that wrote it.");

    [Fact]
    public void A_damaged_event_is_refused_with_its_text() => Should.Throw<NascentException>(() => JournalJson.Read("{\"kind\":\"sea", 1)).Message
        .ShouldStartWith("Journal: found '{\"kind\":\"sea', expected an event that this version knows");

    [Fact]
    public void Migrations_lead_from_one_form_to_the_next()
    {
        var migrations = new EventMigrations([
            old => new JsonObject { ["kind"] = "search-ended", ["why"] = (string)old["because"]! },
            old => new JsonObject { ["kind"] = "search-ended", ["reason"] = (string)old["why"]! }]);
        migrations.Upgrade("""{"kind":"search-ended","because":"time"}""", 1).ShouldBe("""{"kind":"search-ended","reason":"time"}""");
        migrations.Upgrade("""{"kind":"search-ended","why":"time"}""", 2).ShouldBe("""{"kind":"search-ended","reason":"time"}""");
        migrations.Upgrade("as it is", 3).ShouldBe("as it is");
    }

    [Fact]
    public void Numbers_that_are_no_numbers_survive()
    {
        var curve = new RunEvent.TrialSucceeded(0, new(
            Nascent.Tasks.Metrics.None.With("log_loss", double.PositiveInfinity), Nascent.Estimation.Cost.None, [new(1, double.NaN, double.NegativeInfinity)], []));
        var read = (RunEvent.TrialSucceeded)JournalJson.Read(JournalJson.Write(curve), 1);
        read.Evaluation.Metrics["log_loss"].ShouldBe(double.PositiveInfinity);
        read.Evaluation.Curve.ShouldBe([new(1, double.NaN, double.NegativeInfinity)]);
    }
}
