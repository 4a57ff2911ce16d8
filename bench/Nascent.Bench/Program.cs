using Nascent.Bench;

return args switch
{
    ["training-step", .. var rest] => TrainingStepBenchmark.Run(rest),
    ["ours", var network, var steps] => TrainingStepBenchmark.RunOurs(network, int.Parse(steps, System.Globalization.CultureInfo.InvariantCulture)),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("usage: dotnet run -c Release --project bench/Nascent.Bench -- training-step [--pairs N] [--milliseconds OF-A-TURN] [--network NAME] | ours NETWORK STEPS");
    return 2;
}
