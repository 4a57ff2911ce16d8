using Nascent.Fuzz.Running;

// The process that looks on starts one for each target, so that one that crashes or hangs is a finding like any other.
var arguments = FuzzArguments.Parse(args);
if (arguments is null)
{
    Console.Error.WriteLine(FuzzArguments.Usage);
    return 2;
}

return arguments.IsChild ? await FuzzedTarget.RunAsync(arguments) : await FuzzParent.RunAsync(arguments);
