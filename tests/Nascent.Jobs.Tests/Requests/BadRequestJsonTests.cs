using System.Text.Json;
using Nascent.Jobs.Requests;
using Nascent.Journal.Json;
using Nascent.Testing.Search;

namespace Nascent.Jobs.Tests.Requests;

/// <summary>JSON that is no request: the error says where, what was found and what was expected.</summary>
public sealed class BadRequestJsonTests
{
    [Theory]
    [InlineData("[]", "r.json: found no object, expected a request such as { \"data\": \"photos/\", \"budget\": \"10m\" }.")]
    [InlineData("null", "r.json: found no object, expected a request such as { \"data\": \"photos/\", \"budget\": \"10m\" }.")]
    [InlineData("{ \"memoryLimit\": \"2 cows\" }", "r.json, memoryLimit: found '2 cows', expected a size such as 512MB or 4GB.")]
    [InlineData("{ \"budget\": \"10\" }", "r.json, budget: found '10', expected a time such as 90s, 10m, 1h or 1h30m.")]
    [InlineData("{ \"trialTimeout\": \"0s\" }", "r.json, trialTimeout: found '0s', expected at least 1s and at most 8760h.")]
    public void A_wrong_value_is_told_with_its_place(string json, string message) => Error(json).ShouldBe(message);

    [Theory]
    [InlineData("{ \"epochs\": \"two\" }", "epochs")]
    [InlineData("{ \"epochs\": 2.5 }", "epochs")]
    [InlineData("{ \"header\": \"yes\" }", "header")]
    [InlineData("{ \"seed\": -1 }", "seed")]
    [InlineData("{ \"seed\": null }", "seed")]
    [InlineData("{ \"budget\": true }", "budget")]
    [InlineData("{ \"budget\": 1e300 }", "budget")]
    [InlineData("{ \"validationShare\": 1e999 }", "validationShare")]
    [InlineData("{ \"strategyOptions\": { \"population\": -1e999 } }", "strategyOptions.population")]
    [InlineData("{ \"maximize\": \"accuracy\" }", "maximize")]
    [InlineData("{ \"maximize\": null }", "maximize")]
    [InlineData("{ \"limits\": [\"params<=100k\", 7] }", "limits[1]")]
    [InlineData("{ \"strategyOptions\": { \"population\": \"many\" } }", "strategyOptions.population")]
    [InlineData("{ \"strategyOptions\": null }", "strategyOptions")]
    public void A_value_of_another_type_is_told_with_its_place(string json, string place)
    {
        Error(json).ShouldStartWith($"r.json, $.{place}: found what cannot be read (");
        Error(json).ShouldEndWith("), expected JSON as docs/library.md describes it.");
    }

    [Theory]
    [InlineData("")]
    [InlineData("{ \"data\": ")]
    [InlineData("{ \"\\ud800\": 1 }")]
    [InlineData("{ \"data\": \"\\ud800\" }")]
    [InlineData("{ \"retrainRecipe\": {} }")]
    [InlineData("{ \"seed\": 1, \"seed\": 2 }")]
    public void Damaged_text_is_told_with_its_file(string json) => Error(json).ShouldStartWith("r.json");

    [Fact]
    public void An_unknown_property_is_told_with_those_that_there_are()
    {
        Error("{ \"Data\": \"photos/\" }").ShouldStartWith("r.json: Unknown property 'Data': expected one of data, label, header, ");
        Error("{ \"epoch\": 2 }").ShouldEndWith("Did you mean 'epochs'?");
    }

    [Fact]
    public void A_specification_with_a_number_that_is_infinite_is_refused_as_a_request_with_one_is()
    {
        var spec = JsonSerializer.Serialize(SampleRun.Spec with { Strategy = SampleRun.Spec.Strategy with { Options = SampleRun.Spec.Strategy.Options.SetItem("population", 1e300) } }, JournalJson.Default.RunSpec);
        SearchRequest.FromJson(spec, "r.json").StrategyOptions["population"].ShouldBe(1e300);
        Error(spec.Replace("E+300", "E+999", StringComparison.Ordinal)).ShouldStartWith("r.json");
    }

    private static string Error(string json) => Should.Throw<NascentException>(() => SearchRequest.FromJson(json, "r.json")).Message;
}
