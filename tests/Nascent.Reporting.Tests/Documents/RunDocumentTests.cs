using System.Text.Json.Nodes;
using Nascent.Reporting.Documents;
using Nascent.Testing;
using Nascent.Testing.Search;

namespace Nascent.Reporting.Tests.Documents;

public sealed class RunDocumentTests
{
    private static readonly JsonObject Document = RunDocument.Of(SampleRun.Story());

    [Fact]
    public void A_run_has_exactly_the_documented_fields() => Json.FieldsOf(Document).ShouldBe(
        ["run", "state", "spec", "trials", "best", "front", "retrained", "deployed", "baselines", "limits", "ledger"]);

    [Fact]
    public void A_trial_has_exactly_the_documented_fields()
    {
        foreach (var trial in Document["trials"]!.AsArray())
        {
            Json.FieldsOf(trial!).ShouldBe(["number", "genotype", "fidelity", "state", "reason", "continueFrom", "note", "metrics", "costSeconds"]);
            trial!["state"]!.GetValue<string>().ShouldBeOneOf("succeeded", "failed", "rejected", "duplicate", "stopped", "pending");
        }

        Document["trials"]![20]!["reason"]!.GetValue<string>().ShouldBe("nan");
        Document["trials"]![9]!["reason"]!.GetValue<string>().ShouldBe("trial 0");
    }

    [Fact]
    public void Full_trainings_stand_seed_by_seed_and_baselines_apart()
    {
        Document["retrained"]!.AsArray().Count.ShouldBe(6);
        Document["baselines"]!.AsArray().Count.ShouldBe(6);
        Json.FieldsOf(Document["baselines"]![0]!).ShouldBe(["candidate", "name", "seed", "winner", "validation", "test", "costs", "costSeconds", "reused", "note"]);
        Document["retrained"]!.AsArray().Select(seed => seed!["winner"]!.GetValue<bool>()).Count(winner => winner).ShouldBe(3);
    }

    [Fact]
    public void The_docs_name_every_field()
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "json.md"));
        foreach (var field in Json.FieldsOf(Document).Concat(Json.FieldsOf(Document["deployed"]!)).Concat(Json.FieldsOf(Document["trials"]![0]!)).Concat(Json.FieldsOf(Document["baselines"]![0]!)))
            page.ShouldContain($"`{field}`");
    }

    [Fact]
    public void Lines_carry_a_schema_and_a_kind_and_no_line_breaks()
    {
        using var output = new StringWriter();
        new JsonLines(output).Write("run", RunDocument.Of(SampleRun.Story()));
        var line = Json.Only(output.ToString());
        Json.FieldsOf(line)[..3].ShouldBe(["schema", "kind", "run"]);
    }
}
