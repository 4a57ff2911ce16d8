using System.Text.Json.Nodes;

namespace Nascent.Cli.Tests.EndToEnd;

public sealed class ImageRunTests(ImageRun run) : IClassFixture<ImageRun>
{
    [Fact]
    public void A_search_ends_with_a_summary_and_its_files()
    {
        run.Search.Error.ShouldBeEmpty();
        run.Search.Code.ShouldBe(0);
        run.Search.Output.ShouldContain("Data: images, 12×12 grey images, 2 classes; 48 training, 6 validation and 6 test samples.");
        run.Search.Output.ShouldContain("Plan: search until 3 networks are trained on 2 workers");
        run.Search.Output.ShouldContain("The chosen network, trial");
        run.Search.Output.ShouldContain("retrained: test accuracy");
        run.Search.Output.ShouldContain("lenet-5");
        run.Search.Output.ShouldContain("Next:  nascent predict runs/one/best.onnx INPUT…");
        foreach (var file in new[] { "best.onnx", "best.json", "report.html", "journal.db", "data.json", "test.json" })
            File.Exists(run.Cli.PathOf($"runs/one/{file}")).ShouldBeTrue(file);
    }

    [Fact]
    public async Task Show_gives_one_object_of_the_whole_run()
    {
        var (code, output, _) = await run.Cli.RunAsync("show", "one", "--json");
        code.ShouldBe(0);
        var shown = Json.Only(output);
        Json.FieldsOf(shown).ShouldBe(["schema", "kind", "run", "state", "spec", "trials", "best", "front", "retrained", "deployed", "baselines", "limits", "ledger"]);
        shown["state"]!.GetValue<string>().ShouldBe("finished");
        shown["trials"]!.AsArray().Count(trial => trial!["state"]!.GetValue<string>() == "succeeded").ShouldBe(3);
        shown["retrained"]!.AsArray().Count.ShouldBe(2);
        shown["baselines"]!.AsArray().Count.ShouldBe(4);
        shown["deployed"]!["paritySamples"]!.GetValue<int>().ShouldBe(6);
        shown["ledger"]!["trained"]!.GetValue<double>().ShouldBe(3);
    }

    [Fact]
    public void The_facts_of_the_model_stand_beside_it()
    {
        var facts = JsonNode.Parse(File.ReadAllText(run.Cli.PathOf("runs/one/best.json")))!;
        facts["classes"]!.AsArray().Select(name => name!.GetValue<string>()).ShouldBe(["bright", "dark"]);
        facts["preprocessing"]!["kind"]!.GetValue<string>().ShouldBe("image");
        facts["architecture"]!.AsArray().Count.ShouldBeGreaterThan(3);
        facts["provenance"]!["run"]!.GetValue<string>().ShouldBe("one");
        facts["genotype"]!.GetValue<string>().ShouldContain("stem.channels=");
    }

    [Fact]
    public async Task Predict_names_the_class_of_an_image_and_of_a_folder()
    {
        var (code, output, _) = await run.Cli.RunAsync("predict", "runs/one/best.onnx", "images/dark/00.png", "images/bright", "--json");
        code.ShouldBe(0);
        var predictions = Json.Lines(output);
        predictions.Length.ShouldBe(31);
        predictions[0]["input"]!.GetValue<string>().ShouldBe("images/dark/00.png");
        predictions[0]["prediction"]!["class"]!.GetValue<string>().ShouldBeOneOf("bright", "dark");
        (await run.Cli.RunAsync("predict", "runs/one/best.onnx", "images/dark/00.png")).Output.ShouldContain("probability");
    }

    [Fact]
    public async Task Predict_refuses_what_is_no_image()
    {
        File.WriteAllText(run.Cli.PathOf("note.txt"), "hello");
        var (code, _, error) = await run.Cli.RunAsync("predict", "runs/one/best.onnx", "note.txt");
        code.ShouldBe(2);
        error.ShouldContain("note.txt: found a file that is no image");
        (await run.Cli.RunAsync("predict", "runs/one/best.onnx", "nowhere.png")).Error.ShouldContain("nowhere.png: found no such file or folder, expected an image or a folder of images");
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task Replay_executes_a_training_again_to_the_same_bits()
    {
        var (code, output, error) = await run.Cli.RunAsync("replay", "one", "--sample", "1", "--json");
        error.ShouldBeEmpty();
        code.ShouldBe(0);
        var replay = Json.Lines(output)[^1];
        replay["kind"]!.GetValue<string>().ShouldBe("replay");
        replay["equal"]!.GetValue<int>().ShouldBe(1);
        replay["differences"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task Export_writes_the_same_file_again()
    {
        var (code, output, _) = await run.Cli.RunAsync("export", "one", "--output", "again.onnx");
        code.ShouldBe(0);
        output.ShouldContain("again.onnx: same outputs as the trained model on 6 test inputs");
        File.ReadAllBytes(run.Cli.PathOf("again.onnx")).ShouldBe(File.ReadAllBytes(run.Cli.PathOf("runs/one/best.onnx")));
    }

    [Fact]
    public async Task Export_writes_the_file_of_a_baseline_that_predicts()
    {
        var (code, output, error) = await run.Cli.RunAsync("export", "one", "--candidate", "lenet-5");
        error.ShouldBeEmpty();
        code.ShouldBe(0);
        output.ShouldStartWith("runs/one/lenet-5.onnx: same outputs as the trained model on 6 test inputs");
        File.ReadAllBytes(run.Cli.PathOf("runs/one/lenet-5.onnx")).ShouldNotBe(File.ReadAllBytes(run.Cli.PathOf("runs/one/best.onnx")));
        (await run.Cli.RunAsync("predict", "runs/one/lenet-5.onnx", "images/dark")).Code.ShouldBe(0);
        File.Delete(run.Cli.PathOf("runs/one/lenet-5.onnx"));
    }

    [Fact]
    public async Task Export_names_the_networks_that_there_are()
    {
        var (code, _, error) = await run.Cli.RunAsync("export", "one", "--candidate", "lenet-6");
        code.ShouldBe(2);
        error.ShouldContain("--candidate: found 'lenet-6', expected a model that run 'one' fully trained: one of 'trial ");
        error.ShouldContain("'lenet-5', 'mobilenet-small'");
    }

    [Fact]
    public async Task Report_list_and_resume_take_a_finished_run()
    {
        (await run.Cli.RunAsync("report", "one")).Output.Trim().ShouldBe("runs/one/report.html");
        (await run.Cli.RunAsync("list", "runs")).Output.ShouldContain("finished; 3 trained");
        var (code, output, _) = await run.Cli.RunAsync("resume", "one");
        code.ShouldBe(0);
        output.ShouldContain("Run 'one' is already finished.");
    }

    [Fact]
    public async Task Compare_sets_a_run_beside_itself()
    {
        var (code, output, _) = await run.Cli.RunAsync("compare", "one", "runs/one");
        code.ShouldBe(0);
        output.ShouldContain("Too close to call");
        Json.FieldsOf(Json.Only((await run.Cli.RunAsync("compare", "one", "one", "--json")).Output)).ShouldBe(["schema", "kind", "runs", "notes"]);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task A_second_run_reuses_the_baselines_and_the_first_is_not_touched()
    {
        var before = File.ReadAllBytes(run.Cli.PathOf("runs/one/journal.db"));
        var (code, output, _) = await run.Cli.RunAsync(
            "search", "images", "--trials", "1", "--epochs", "1", "--strategy", "random", "--retrain-epochs", "1", "--retrain-seeds", "2", "--retrain-candidates", "1", "--limit", "params<=60k", "--run", "runs/two", "--json");
        code.ShouldBe(0);
        var lines = Json.Lines(output);
        lines[^1]["kind"]!.GetValue<string>().ShouldBe("run");
        lines[^1]["baselines"]!.AsArray().ShouldAllBe(seed => seed!["reused"]!.GetValue<bool>());
        File.ReadAllBytes(run.Cli.PathOf("runs/one/journal.db")).ShouldBe(before);
    }
}
