using Nascent.Spaces.Catalog;

namespace Nascent.Cli.Tests.Commands;

/// <summary>Every kind of bad input ends with exit code 2 and one line that says what to do.</summary>
public sealed class BadInputTests
{
    [Theory]
    [InlineData("serach", "Unknown command 'serach'", "Did you mean 'search'?")]
    [InlineData("search --trails 3", "Unknown option '--trails'", "Did you mean '--trials'?")]
    [InlineData("search --trials", "--trials: found no value, expected N", "")]
    [InlineData("search --trials many", "--trials: found 'many', expected a whole number of at least 1", "")]
    [InlineData("search --trials 0", "--trials: found '0'", "")]
    [InlineData("search --trials 1 --trials 2", "--trials: given 2 times, expected once", "")]
    [InlineData("search --budget 10x", "--budget: found '10x', expected a time such as 90s, 10m, 1h or 1h30m", "")]
    [InlineData("search --budget 0s", "--budget: found '0s', expected at least 1s", "")]
    [InlineData("search --memory-limit 5", "--memory-limit: found '5', expected a size such as 512MB", "")]
    [InlineData("search --memory-limit 1MB", "expected at least 64MB", "")]
    [InlineData("search --width-share 0", "--width-share: found '0', expected a share above 0 and at most 1", "")]
    [InlineData("search --data-share 2", "--data-share: found '2', expected a share above 0 and at most 1", "")]
    [InlineData("search --epochs 0", "--epochs: found '0'", "")]
    [InlineData("search --seed -1", "--seed: found '-1'", "")]
    [InlineData("search --device gpu", "--device: found 'gpu', expected cpu, cuda or cuda:N", "")]
    [InlineData("search --device cuda:7 --trials 1", "Device 'cuda:7': found", "")]
    [InlineData("search --workers 0", "--workers: found '0'", "")]
    [InlineData("search --retrain-seeds 0", "--retrain-seeds: found '0'", "")]
    [InlineData("search --trial-timeout soon", "--trial-timeout: found 'soon'", "")]
    [InlineData("search --strategy evolution", "Unknown strategy 'evolution': expected one of random, ", "")]
    [InlineData("search --strategy-option population", "--strategy-option: found 'population', expected NAME=NUMBER", "")]
    [InlineData("search --strategy-option popsize=3", "Unknown option of strategy 'auto' 'popsize'", "")]
    [InlineData("search --strategy-option initial=0", "Strategy 'auto', option 'initial': found 0", "")]
    [InlineData("search --strategy-option population=4 --strategy-option population=5", "found 'population' twice", "")]
    [InlineData("search --early-stopping hyperband", "Unknown stopping rule 'hyperband': expected one of none, median, curve", "")]
    [InlineData("search --early-stopping curve --estimator zero-cost --trials 1", "--early-stopping: found 'curve' beside --estimator zero-cost, which trains nothing", "")]
    [InlineData("search --early-stopping curve --strategy asha --trials 1", "--early-stopping: found 'curve' beside --strategy asha, which leaves unpromising trials early itself", "")]
    [InlineData("search --early-stopping median --minimize params --trials 1", "--early-stopping: found 'median' with 2 objectives (accuracy, params), expected one", "--limit \"params<=100k\"")]
    [InlineData("search --estimator weight-sharing --strategy asha --trials 1", "--strategy: found 'asha', which trains for several lengths", "one supernet for all candidates")]
    [InlineData("search --estimator weight-sharing --data-share 0.5 --trials 1", "--data-share: found beside --estimator weight-sharing", "--epochs")]
    [InlineData("search --estimator weight-sharing --early-stopping curve --trials 1", "--early-stopping: found 'curve' beside --estimator weight-sharing, which trains no single candidate", "")]
    [InlineData("search --strategy gdas --estimator zero-cost", "--estimator: found 'zero-cost' beside --strategy gdas, which trains shared weights itself", "leave it out")]
    [InlineData("search --strategy darts --strategy-option params=1 --strategy-option macs=1", "--strategy-option: found params and macs, expected one of them", "")]
    [InlineData("search --strategy darts --strategy-option parts=4", "Unknown option of strategy 'darts' 'parts'", "")]
    [InlineData("search table.csv --label label --space mlp --strategy drnas", "--strategy: found 'drnas', which decides between blocks, expected a strategy that decides sizes too, such as enas or auto: space 'mlp' has no decision between blocks.", "")]
    [InlineData("bench nb201:cifar10 --strategies gdas", "Unknown strategy 'gdas': expected one of random, ", "")]
    [InlineData("search --estimator oracle", "Unknown estimator 'oracle': expected one of train, zero-cost, weight-sharing", "")]
    [InlineData("search --maximize acuracy", "Unknown metric 'acuracy'", "Did you mean 'accuracy'?")]
    [InlineData("search --maximize latency", "--maximize: found 'latency', which is better when smaller; use --minimize latency", "")]
    [InlineData("search --maximize r2 --trials 1", "Metric 'r2': judges regressions, and this data has classes", "")]
    [InlineData("search --limit params=5", "Limit 'params=5': expected METRIC<=VALUE", "")]
    [InlineData("search --limit latency<=2k", "found suffix 'k', expected us, ms or s for latency", "")]
    [InlineData("search --target phone", "Unknown target 'phone': expected one of this", "")]
    [InlineData("show run --watts-per-core much", "--watts-per-core: found 'much', expected a number of at least 0", "")]
    [InlineData("report run --carbon-intensity -5", "--carbon-intensity: found '-5', expected a number of at least 0", "")]
    [InlineData("trust run --candidates 2", "--candidates: found '2', expected a whole number of at least 3", "")]
    [InlineData("trust run --seeds 0", "--seeds: found '0', expected a whole number of at least 1", "")]
    [InlineData("trust nowhere", "Unknown run 'nowhere'", "")]
    [InlineData("search --header maybe", "--header: found 'maybe', expected yes or no", "")]
    [InlineData("predict model.onnx image.png --header 1", "--header: found '1', expected yes or no", "")]
    [InlineData("search --task ranking", "Unknown task 'ranking': expected one of classification, regression", "")]
    [InlineData("search --split random", "--split: found 'random', expected one of stratified, group:COLUMN, time:COLUMN, given.", "")]
    [InlineData("search --image-size 1", "--image-size: found '1', expected a whole number from 4 to 1024", "")]
    [InlineData("search --validation-share 0.6 --test-share 0.6", "expected a sum of at most 0.9", "")]
    [InlineData("search a b", "Found 'b', expected nothing more after DATA", "")]
    [InlineData("search --space tinycnn", "Unknown search space 'tinycnn'", "Did you mean 'tiny-cnn'?")]
    [InlineData("search --space missing.json", "--space: found no file 'missing.json'", "")]
    [InlineData("search --space broken.json", "broken.json", "expected")]
    [InlineData("search --space mlp --trials 1", "--space: found 'mlp', whose networks read tables, expected one for images", "")]
    [InlineData("search fashion-mnits", "Unknown data 'fashion-mnits'", "Did you mean 'fashion-mnist'?")]
    [InlineData("search missing.csv", "missing.csv: found no such file or folder", "")]
    [InlineData("search empty", "empty: found no data", "")]
    [InlineData("search one-class", "one-class", "class")]
    [InlineData("search corrupt", "03.png: found", "--skip-bad")]
    [InlineData("search empty.csv", "empty.csv", "expected")]
    [InlineData("search table.csv --label price", "price", "size, weight, colour, label")]
    [InlineData("search table.csv --maximize accuracy --task regression", "label", "number")]
    [InlineData("search --run used --trials 1", "--run: found files in", "expected a new or empty folder")]
    [InlineData("search table.csv --run table.csv/run", "table.csv/run' cannot be made: ", "choose another folder for runs.")]
    [InlineData("search --estimator zero-cost --strategy asha", "--strategy: found 'asha', which trains for several lengths", "expected a strategy of one length")]
    [InlineData("search --estimator zero-cost --epochs 3", "--epochs: found beside --estimator zero-cost, which trains nothing", "--retrain-epochs")]
    [InlineData("search --estimator zero-cost --depth-share 0.5", "--depth-share: found beside --estimator zero-cost", "leave it out")]
    [InlineData("search --estimator zero-cost --data-share 0.5", "--data-share: found beside --estimator zero-cost", "leave it out")]
    [InlineData("search --estimator zero-cost --limit accuracy>=0.9", "--limit: found 'accuracy>=0.9' beside --estimator zero-cost", "expected limits on costs")]
    [InlineData("search --maximize zero_cost", "Unknown metric 'zero_cost'", "")]
    [InlineData("search --trust -1", "--trust: found '-1', expected a whole number from 0 to 1000", "")]
    [InlineData("plan --budget 10x", "--budget: found '10x', expected a time such as 90s, 10m, 1h or 1h30m", "")]
    [InlineData("plan table.csv --budget 1s --workers 1", "--budget: found 1.0 s, expected more than 20 s", "the test, the export and the report need 12 s")]
    [InlineData("plan fashion-mnits", "Unknown data 'fashion-mnits'", "Did you mean 'fashion-mnist'?")]
    [InlineData("plan missing.csv", "missing.csv: found no such file or folder", "")]
    [InlineData("plan table.csv --label price", "price", "size, weight, colour, label")]
    [InlineData("plan table.csv --space tinycnn", "Unknown search space 'tinycnn'", "Did you mean 'tiny-cnn'?")]
    [InlineData("plan table.csv --space tiny-cnn", "--space: found 'tiny-cnn', whose networks read images, expected one for tables", "")]
    [InlineData("plan table.csv --limit params<=3", "--limit: found none of 2,000 networks drawn from 'tabular' that keeps params<=3", "loosen the limits")]
    [InlineData("plan table.csv --limit params=5", "Limit 'params=5': expected METRIC<=VALUE", "")]
    [InlineData("plan table.csv --workers 0", "--workers: found '0'", "")]
    [InlineData("plan table.csv --strategy auto", "Unknown option '--strategy'", "See 'nascent plan --help'.")]
    [InlineData("score", "SPACE: found nothing, expected the name of a search space", "'nascent list spaces'")]
    [InlineData("score tinycnn --genotypes one.txt --data table.csv", "Unknown search space 'tinycnn'", "Did you mean 'tiny-cnn'?")]
    [InlineData("score missing.json --genotypes one.txt --data table.csv", "SPACE: found no file 'missing.json'", "")]
    [InlineData("score mlp --data table.csv", "--genotypes: found none, expected a file with one genotype a line", "")]
    [InlineData("score mlp --genotypes lost.txt --data table.csv", "--genotypes: found no file 'lost.txt', expected a text file", "")]
    [InlineData("score mlp --genotypes empty.csv --data table.csv", "empty.csv: found no genotype, expected one a line", "")]
    [InlineData("score mlp --genotypes junk.txt --data table.csv", "junk.txt:2: found 'junk', expected a genotype of the space 'mlp'", "expected decision=answer")]
    [InlineData("score nas-bench-201 --genotypes edge.txt --data table.csv", "edge.txt:1: found '|conv~0|", "Unknown operator 'conv'")]
    [InlineData("score mlp --genotypes edge.txt --data table.csv", "edge.txt:1: found '|conv~0|", "expected a genotype of the space 'mlp'")]
    [InlineData("score mlp --genotypes one.txt --estimator oracle --data table.csv", "Unknown estimator 'oracle': expected one of train, zero-cost, weight-sharing", "")]
    [InlineData("score mlp --genotypes one.txt --scores synflw --data table.csv", "Unknown zero-cost score 'synflw'", "Did you mean 'synflow'?")]
    [InlineData("score mlp --genotypes one.txt --scores snip,snip --data table.csv", "--scores: found 'snip' twice", "")]
    [InlineData("score mlp --genotypes one.txt --scores snip --estimator train --data table.csv", "--scores: found beside --estimator train", "zero-cost")]
    [InlineData("score mlp --genotypes one.txt", "--data: found none, expected a name ('nascent list data')", "")]
    [InlineData("score mlp --genotypes one.txt --data lost.csv", "lost.csv: found no such file or folder", "")]
    [InlineData("score nas-bench-201 --genotypes edges.txt --data table.csv", "SPACE: found 'nas-bench-201', whose networks read images", "expected one for tables")]
    [InlineData("list things", "Unknown list 'things'", "")]
    [InlineData("show", "RUN: found nothing, expected the folder or the name of a run", "")]
    [InlineData("show lost", "Unknown run 'lost': found no such folder, and no runs below runs", "")]
    [InlineData("show used", "used: found a folder without a journal", "")]
    [InlineData("resume lost", "Unknown run 'lost'", "")]
    [InlineData("report lost", "Unknown run 'lost'", "")]
    [InlineData("export lost", "Unknown run 'lost'", "")]
    [InlineData("compare lost", "OTHER: found nothing", "")]
    [InlineData("replay lost --sample 0", "--sample: found '0'", "")]
    [InlineData("predict missing.onnx image.png", "missing.onnx: cannot read the model", "")]
    [InlineData("predict broken.json image.png", "broken.json: found no ONNX model", "")]
    [InlineData("predict model.onnx", "INPUT: found nothing, expected an image, a folder of images or a CSV file", "")]
    [InlineData("predict model.onnx image.png --top 0", "--top: found '0'", "")]
    [InlineData("worker", "Worker: started by hand", "")]
    public async Task Bad_input_ends_with_one_clear_line(string line, string expected, string alsoExpected)
    {
        using var cli = new Cli();
        Prepare(cli);
        var (code, output, error) = await cli.RunAsync(line.Split(' '));
        error.ShouldContain(expected);
        error.ShouldContain(alsoExpected);
        error.Trim().Split('\n').ShouldHaveSingleItem().ShouldStartWith("nascent: ");
        error.ShouldNotContain("   at ");
        error.ShouldNotContain("Exception");
        output.Split('\n').ShouldAllBe(text => text.Length == 0 || text.StartsWith("Reading "));
        code.ShouldBe(2);
        Directory.Exists(cli.PathOf("runs")).ShouldBeFalse();
    }

    [Fact]
    public async Task An_error_beside_json_leaves_standard_output_empty()
    {
        using var cli = new Cli();
        var (code, output, error) = await cli.RunAsync("show", "lost", "--json");
        (code, output).ShouldBe((2, ""));
        error.ShouldStartWith("nascent: Unknown run 'lost'");
    }

    private static void Prepare(Cli cli)
    {
        File.WriteAllText(cli.PathOf("broken.json"), """{"name": "x", "input": "image", "net": 5}""");
        File.WriteAllText(cli.PathOf("empty.csv"), "");
        Directory.CreateDirectory(cli.PathOf("empty"));
        Directory.CreateDirectory(cli.PathOf("used"));
        File.WriteAllText(cli.PathOf("used/file"), "");
        var genotype = SpaceCatalog.Create("mlp").Genotypes.At(0).ToString();
        File.WriteAllText(cli.PathOf("one.txt"), genotype);
        File.WriteAllText(cli.PathOf("junk.txt"), $"{genotype}\njunk\n");
        File.WriteAllText(cli.PathOf("edge.txt"), "|conv~0|+|none~0|none~1|+|none~0|none~1|none~2|");
        File.WriteAllText(cli.PathOf("edges.txt"), "|none~0|+|none~0|none~1|+|none~0|none~1|none~2|");
        MadeUpData.Table(cli.PathOf("table.csv"), rows: 40);
        MadeUpData.Images(cli.PathOf("corrupt"), perClass: 6);
        File.WriteAllText(cli.PathOf("corrupt/dark/03.png"), "no image");
        MadeUpData.Images(cli.PathOf("one-class"), perClass: 6);
        Directory.Delete(cli.PathOf("one-class/dark"), recursive: true);
    }
}
