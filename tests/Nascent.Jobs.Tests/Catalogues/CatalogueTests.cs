using Nascent.Data.Formats;
using Nascent.Jobs.Catalogues;
using Nascent.Jobs.Hosting;
using Nascent.Jobs.Requests;
using Nascent.Jobs.TestHost;
using Nascent.Spaces.Catalog;

namespace Nascent.Jobs.Tests.Catalogues;

public sealed class CatalogueTests
{
    [Fact]
    public void Parts_from_outside_stand_behind_those_that_are_built_in_and_change_nothing_in_them()
    {
        var (guests, known) = (Guests.Catalogue, Catalogue.BuiltIn);
        guests.Strategies.Strategies.Select(entry => entry.Name).ShouldBe([.. known.Strategies.Strategies.Select(entry => entry.Name), Guests.Strategy]);
        guests.Estimators.Select(entry => entry.Name).ShouldBe([.. known.Estimators.Select(entry => entry.Name), Guests.Estimator]);
        guests.Formats.All.ShouldBe([guests.Formats.All[0], .. known.Formats.All]);
        guests.Formats.All[0].Name.ShouldBe(Guests.OwnFormat.Name);
        Should.Throw<NascentException>(() => known.Strategy(Guests.Strategy));
        Should.Throw<NascentException>(() => known.Estimator(Guests.Estimator));
    }

    [Fact]
    public void A_request_names_parts_from_outside()
    {
        var settled = Settlement.Of(Guests.Request("things.points", "run"), new JobHost { Catalogue = Guests.Catalogue });
        (settled.Strategy.Name, settled.Estimator.Name, settled.Estimator.Version).ShouldBe((Guests.Strategy, Guests.Estimator, 3));
    }

    [Fact]
    public void An_unknown_name_is_refused_with_the_known_ones()
    {
        ErrorOf(new() { Strategy = "guest-strateg" }).ShouldBe($"Unknown strategy 'guest-strateg': expected one of {string.Join(", ", Guests.Catalogue.Strategies.Strategies.Select(entry => entry.Name))}. Did you mean 'guest-strategy'?");
        ErrorOf(new() { Estimator = "no such" }).ShouldBe("Unknown estimator 'no such': expected one of train, zero-cost, weight-sharing, guest-estimator.");
        Should.Throw<NascentException>(() => Catalogue.BuiltIn.Predictor("no such")).Message.ShouldStartWith("Unknown predictor 'no such': expected one of gp, ");
    }

    [Fact]
    public void A_name_that_is_taken_is_refused()
    {
        var guests = Guests.Catalogue;
        Error(() => guests.With(Guests.OwnStrategy)).ShouldBe("Catalogue: found a second strategy 'guest-strategy', expected a name that is not taken.");
        Error(() => guests.With(Guests.OwnEstimator)).ShouldBe("Catalogue: found a second estimator 'guest-estimator', expected a name that is not taken.");
        Error(() => guests.With(Guests.OwnFormat)).ShouldBe("Catalogue: found a second data format 'points', expected a name that is not taken.");
        Error(() => guests.With(guests.Predictors[0])).ShouldBe("Catalogue: found a second predictor 'gp', expected a name that is not taken.");
        Error(() => guests.With(SpaceCatalog.All[0])).ShouldStartWith("Catalogue: found a second search space '");
        Error(() => guests.With(DataFormat.OfTable("csv", "", [".other"], _ => []))).ShouldBe("Catalogue: found a second data format 'csv', expected a name that is not taken.");
    }

    private static string ErrorOf(SearchRequest request) => Error(() => Settlement.Of(request, new JobHost { Catalogue = Guests.Catalogue }));

    private static string Error(Func<object> action) => Should.Throw<NascentException>(action).Message;
}
