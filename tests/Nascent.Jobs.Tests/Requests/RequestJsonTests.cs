using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Nascent.Jobs.Requests;

namespace Nascent.Jobs.Tests.Requests;

/// <summary>Requests as JSON. The properties are found by reflection, so that a new one is tried as well.</summary>
public sealed class RequestJsonTests
{
    private static readonly SearchRequest Default = new();

    public static TheoryData<string> Names => [.. Properties.Select(property => property.Name)];

    private static IEnumerable<PropertyInfo> Properties => typeof(SearchRequest).GetProperties(BindingFlags.Public | BindingFlags.Instance);

    [Theory]
    [MemberData(nameof(Names))]
    public void A_property_that_is_set_stands_in_the_text_and_reads_back(string name)
    {
        var property = typeof(SearchRequest).GetProperty(name)!;
        foreach (var value in ValuesOf(property.PropertyType))
        {
            var json = With((property, value)).ToJson();
            JsonNode.Parse(json)!.AsObject().Select(pair => pair.Key).ShouldContain(JsonNamingPolicy.CamelCase.ConvertName(name), json);
            ShouldHave(SearchRequest.FromJson(json), json, (property, value));
        }
    }

    [Fact]
    public void All_properties_read_back_together()
    {
        (PropertyInfo, object)[] all = [.. Properties.Select(property => (property, ValuesOf(property.PropertyType)[0]))];
        var json = With(all).ToJson();
        ShouldHave(SearchRequest.FromJson(json), json, all);
    }

    [Fact]
    public void What_is_left_out_has_its_default()
    {
        ShouldHave(SearchRequest.FromJson("{}"), "{}");
        JsonNode.Parse(Default.ToJson())!.AsObject().Select(pair => pair.Key).ShouldBe(["seed"]);
    }

    [Fact]
    public void Times_sizes_comments_and_a_space_in_place_are_read_as_users_write_them()
    {
        var request = SearchRequest.FromJson("""
            {
                // A comment, and a comma at the end.
                "budget": "1h30m", "trialTimeout": 90, "memoryLimit": "2GB", "limits": ["params<=100k"], "strategyOptions": { "population": 20 },
                "space": { "name": "own" },
            }
            """);
        (request.Budget, request.TrialTimeout, request.MemoryLimit).ShouldBe((TimeSpan.FromMinutes(90), TimeSpan.FromSeconds(90), 2L << 30));
        request.Limits.ShouldBe(["params<=100k"]);
        request.StrategyOptions["population"].ShouldBe(20);
        JsonNode.Parse(request.Space!)!["name"]!.GetValue<string>().ShouldBe("own");
    }

    private static object[] ValuesOf(Type type) => type switch
    {
        _ when type == typeof(string) => ["größer/than \"life\".csv", ""],
        _ when type == typeof(bool) => [true],
        _ when type == typeof(bool?) => [true, false],
        _ when type == typeof(int?) => [7, 0, int.MaxValue],
        _ when type == typeof(long?) => [5L << 30],
        _ when type == typeof(ulong) => [ulong.MaxValue, 0UL],
        _ when type == typeof(double?) => [0.1, 1.0, 1e-9],
        _ when type == typeof(TimeSpan?) => [TimeSpan.FromSeconds(90), TimeSpan.FromSeconds(1.25), TimeSpan.FromDays(365)],
        _ when type == typeof(ImmutableArray<string>) => [ImmutableArray.Create("params<=100k", "latency<=2ms")],
        _ when type == typeof(ImmutableSortedDictionary<string, double>) => [ImmutableSortedDictionary.Create<string, double>(StringComparer.Ordinal).Add("population", 20).Add("explore", 0.1)],
        _ => throw new NotSupportedException($"Say which values a {type} of a request may have."),
    };

    private static SearchRequest With(params (PropertyInfo Property, object Value)[] values)
    {
        var request = new SearchRequest();
        foreach (var (property, value) in values)
            property.SetValue(request, value);
        return request;
    }

    /// <summary>Compares every property: records with lists are equal only where the lists are the same object.</summary>
    private static void ShouldHave(SearchRequest request, string json, params (PropertyInfo Property, object Value)[] values)
    {
        foreach (var property in Properties)
        {
            var expected = values.Where(pair => pair.Property.Name == property.Name).Select(pair => pair.Value).SingleOrDefault(property.GetValue(Default)!);
            property.GetValue(request).ShouldBeEquivalentTo(expected, $"{property.Name} of {json}");
        }
    }
}
