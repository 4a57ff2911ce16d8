using System.Collections.Immutable;
using Nascent.Bench.Proposals;
using Nascent.Spaces;
using Nascent.Spaces.Catalog;
using Nascent.Strategies;
using Nascent.Tasks;
using Nascent.Torch.Strategies;
using static Nascent.Spaces.SpaceSyntax;

// Six decisions of five options are what the peers were measured on; the others are Nascent's own spaces.
var six = SearchSpace.Table("six-of-five", net => net
    .Linear("a", OneOf(8, 16, 24, 32, 48), activation: OneOf(Relu, Gelu, Silu, HardSwish, Elu))
    .Linear("b", OneOf(8, 16, 24, 32, 48), activation: OneOf(Relu, Gelu, Silu, HardSwish, Elu))
    .Linear("c", OneOf(8, 16, 24, 32, 48), activation: OneOf(Relu, Gelu, Silu, HardSwish, Elu))
    .Classifier());
ImmutableArray<StrategyDescription> strategies = [.. CoreStrategies.All, .. TorchStrategies.All];
switch (args)
{
    case [] or ["spaces", ..]:
        PrintSpaces(Chosen(args.Skip(1)));
        break;
    case ["peers"]:
        BesidePeers.Print(strategies, six, Signature.Features(5, 3));
        break;
    case ["growth", .. var names]:
        Growth.Print(Chosen(names), whole: names.Length > 0);
        break;
    default:
        Console.Error.WriteLine($"Found '{string.Join(' ', args)}', expected nothing, 'peers' (beside Optuna), or 'spaces' or 'growth' (1,000 to 100,000 trials), with strategies or without.");
        return 2;
}

return 0;

IEnumerable<StrategyDescription> Chosen(IEnumerable<string> names) => names.Any() ? names.Select(new StrategyRegistry(strategies).Named) : strategies;

void PrintSpaces(IEnumerable<StrategyDescription> chosen)
{
    const double Longest = 10; // milliseconds a trial from which on 10,000 trials would take minutes
    Console.WriteLine($"| {"strategy",-24} | {"space",-12} | {"decisions",9} | ms a proposal at 100 trials | at 1,000 trials | at 10,000 trials |");
    Console.WriteLine("|---|---|---|---|---|---|");
    foreach (var strategy in chosen)
        foreach (var (space, signature) in new[] { (six, Signature.Features(5, 3)), (TinyCnn.Create(), Signature.Image(1, 28, 28, 10)) })
        {
            var (few, many) = (ProposalTimer.MedianMs(strategy, space, signature, 100), ProposalTimer.MedianMs(strategy, space, signature, 1000));
            var most = many > Longest ? "not measured" : $"{ProposalTimer.MedianMs(strategy, space, signature, 10_000):F4}";
            Console.WriteLine($"| {strategy.Name,-24} | {space.Name,-12} | {space.Genotypes.Decisions.Length,9} | {few:F4} | {many:F4} | {most} |");
        }
}
