namespace Nascent.Jobs.Hosting;

/// <summary>Is told how work goes on whose amount is known before, such as the searches of a bench.</summary>
/// <remarks>Members may be called by several threads.</remarks>
public interface IWorkProgress
{
    /// <summary>Says what is under way.</summary>
    void Begin(string what);

    /// <summary>Says that some of it is done, in the unit of the job's whole amount.</summary>
    void Add(double amount);
}
