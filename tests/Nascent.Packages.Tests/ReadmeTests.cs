namespace Nascent.Packages.Tests;

public sealed class ReadmeTests
{
    [Fact]
    public void The_program_in_the_readme_of_the_packages_is_the_one_that_is_built_and_run() =>
        File.ReadAllText(Repository.PathOf("eng", "package-readme.md")).ShouldContain($"```csharp\n{File.ReadAllText(Repository.Guest)}```");
}
